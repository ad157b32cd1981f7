package bici.api.contract;

import bici.api.http.Problem;
import bici.api.http.ProblemException;
import bici.fleet.vocabulary.PlainText;
import bici.fleet.vocabulary.StrayCharacter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges what JSON Schema lets through and the code behind cannot hold, for every operation of a contract and in one place:
 * an integer is plain digits ({@code 5e3} and {@code 5.0} are integers to JSON Schema), a text is one line without control
 * characters, or several lines where its schema says {@code x-multiline: true}.
 */
final class ContractDoor {
    private static final Pattern DIGITS = Pattern.compile("0|-?[1-9][0-9]{0,17}");
    private static final JsonObject NONE = new JsonObject();
    private static final List<String> COMBINED = List.of("allOf", "anyOf", "oneOf");

    private final JsonObject contract;
    private final Map<String, Door> doors = new HashMap<>();

    /** The schemas of one operation. */
    private record Door(List<Rule> parameters, Optional<JsonObject> body) {}

    private record Rule(String name, String in, List<JsonObject> schemas) {}

    /** @param contract as it is written */
    ContractDoor(JsonObject contract) {
        this.contract = contract;
        contract.getJsonObject("paths")
                .forEach(path -> ((JsonObject) path.getValue()).forEach(method -> {
                    JsonObject operation = (JsonObject) method.getValue();
                    doors.put(operation.getString("operationId"), door(operation));
                }));
    }

    private Door door(JsonObject operation) {
        List<Rule> rules = objects(operation.getJsonArray("parameters"))
                .map(this::resolve)
                .map(parameter -> new Rule(
                        parameter.getString("name"),
                        parameter.getString("in"),
                        views(parameter.getJsonObject("schema"))))
                .toList();
        Optional<JsonObject> body = Optional.ofNullable(operation.getJsonObject("requestBody"))
                .map(this::resolve)
                .map(found -> found.getJsonObject("content").getJsonObject("application/json"))
                .map(json -> json.getJsonObject("schema"));
        return new Door(rules, body);
    }

    /** How a request is asked for a parameter: by where it is ({@code path}, {@code query}, {@code header}) and its name. */
    interface Sent {
        Optional<String> find(String in, String name);
    }

    /**
     * Returns when the parameters can be held.
     *
     * @throws ProblemException naming the first that cannot
     */
    void judgeParameters(String operation, Sent sent) {
        for (Rule rule : door(operation).parameters()) {
            sent.find(rule.in(), rule.name()).ifPresent(text -> {
                judgeText(text, rule.schemas(), rule.name());
                if (isInteger(rule.schemas()) && !DIGITS.matcher(text).matches()) {
                    throw refusal(rule.name(), "integer");
                }
            });
        }
    }

    /**
     * Returns when everything in the body can be held.
     *
     * @throws ProblemException pointing at the first thing that cannot
     */
    void judgeBody(String operation, JsonObject body) {
        door(operation).body().ifPresent(schema -> judge(body, views(schema), ""));
    }

    private Door door(String operation) {
        return Optional.ofNullable(doors.get(operation))
                .orElseThrow(() -> new IllegalArgumentException("no such operation: " + operation));
    }

    private void judge(@Nullable Object value, List<JsonObject> schemas, String pointer) {
        if (value == null) {
            return;
        }
        switch (value) {
            case String text -> judgeText(text, schemas, pointer);
            case Number number -> {
                boolean plain = number instanceof Integer || number instanceof Long;
                if (isInteger(schemas) && !plain) {
                    throw refusal(pointer, "integer");
                }
            }
            case JsonObject object ->
                object.forEach(member -> {
                    judgeText(member.getKey(), List.of(), pointer);
                    judge(member.getValue(), members(schemas, member.getKey()), pointer + "/" + member.getKey());
                });
            case JsonArray array -> {
                List<JsonObject> items = children(schemas, schema -> schema.getValue("items"));
                for (int i = 0; i < array.size(); i++) {
                    judge(array.getValue(i), items, pointer + "/" + i);
                }
            }
            default -> {
                // Neither text nor number.
            }
        }
    }

    private static void judgeText(String text, List<JsonObject> schemas, String where) {
        boolean lines = schemas.stream().anyMatch(schema -> schema.getBoolean("x-multiline", false));
        Optional<StrayCharacter> stray = lines ? PlainText.findStrayInLines(text) : PlainText.findStrayInLine(text);
        stray.ifPresent(found -> {
            throw new ProblemException(Problem.stray(where, found));
        });
    }

    private List<JsonObject> members(List<JsonObject> schemas, String name) {
        return children(
                schemas,
                schema -> schema.getJsonObject("properties", NONE).containsKey(name)
                        ? schema.getJsonObject("properties").getValue(name)
                        : schema.getValue("additionalProperties"));
    }

    private List<JsonObject> children(List<JsonObject> schemas, Function<JsonObject, @Nullable Object> child) {
        return schemas.stream()
                .map(child)
                .filter(JsonObject.class::isInstance)
                .flatMap(schema -> views((JsonObject) schema).stream())
                .toList();
    }

    /** A schema and those it is combined of, all references followed. */
    private List<JsonObject> views(JsonObject schema) {
        List<JsonObject> views = new ArrayList<>();
        JsonObject resolved = resolve(schema);
        views.add(resolved);
        COMBINED.forEach(keyword -> objects(resolved.getJsonArray(keyword)).forEach(part -> views.addAll(views(part))));
        return views;
    }

    private JsonObject resolve(JsonObject node) {
        String reference = node.getString("$ref");
        if (reference == null) {
            return node;
        }
        JsonObject found = contract;
        for (String step : reference.substring("#/".length()).split("/", -1)) {
            found = found.getJsonObject(step);
        }
        return resolve(found);
    }

    private static Stream<JsonObject> objects(@Nullable JsonArray array) {
        return array == null ? Stream.empty() : array.stream().map(JsonObject.class::cast);
    }

    private static boolean isInteger(List<JsonObject> schemas) {
        return schemas.stream()
                .map(schema -> schema.getValue("type"))
                .anyMatch(type ->
                        type instanceof JsonArray several ? several.contains("integer") : "integer".equals(type));
    }

    private static ProblemException refusal(String where, String code) {
        return new ProblemException(Problem.invalid(where, code));
    }
}
