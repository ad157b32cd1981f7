package bici.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a contract takes has bounds that the code behind it can hold. */
class RequestSchemasTest {
    private static final List<String> TEXT_BOUNDS = List.of("maxLength", "pattern", "enum", "const", "format");
    private static final List<String> DEEPER = List.of("properties", "items", "additionalProperties");

    static List<String> names() {
        return Contracts.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyIntegerAndTextOfARequestHasItsBounds(String name) {
        JsonObject contract = Contracts.read(name);
        List<String> boundless = new ArrayList<>();
        int[] seen = new int[1];
        contract.getJsonObject("paths")
                .forEach(path -> ((JsonObject) path.getValue()).forEach(method -> {
                    JsonObject operation = (JsonObject) method.getValue();
                    String id = operation.getString("operationId");
                    for (Object parameter : operation.getJsonArray("parameters", new JsonArray())) {
                        JsonObject resolved = resolve(contract, (JsonObject) parameter);
                        seen[0]++;
                        look(
                                contract,
                                resolved.getJsonObject("schema"),
                                id + " " + resolved.getString("name"),
                                boundless);
                    }
                    JsonObject body = operation.getJsonObject("requestBody");
                    if (body != null) {
                        JsonObject json = body.getJsonObject("content").getJsonObject("application/json");
                        seen[0]++;
                        look(contract, json.getJsonObject("schema"), id, boundless);
                    }
                }));

        assertThat(boundless).isEmpty();
        assertThat(seen[0]).isPositive();
    }

    private static void look(JsonObject contract, JsonObject schema, String where, List<String> boundless) {
        JsonObject resolved = resolve(contract, schema);
        Object type = resolved.getValue("type");
        if ("integer".equals(type) && !isWithinInt(resolved)) {
            boundless.add(where + ": an integer without minimum and maximum within 32 bits");
        }
        if ("string".equals(type) && TEXT_BOUNDS.stream().noneMatch(resolved::containsKey)) {
            boundless.add(where + ": a text without a bound");
        }
        for (String keyword : DEEPER) {
            deeper(contract, resolved.getValue(keyword), where, boundless);
        }
    }

    private static boolean isWithinInt(JsonObject schema) {
        Long least = schema.getLong("minimum");
        Long most = schema.getLong("maximum");
        return least != null && most != null && least >= Integer.MIN_VALUE && most <= Integer.MAX_VALUE;
    }

    private static void deeper(JsonObject contract, @Nullable Object child, String where, List<String> boundless) {
        if (!(child instanceof JsonObject object)) {
            return;
        }
        if ((object.containsKey("type") && object.getValue("type") instanceof String) || object.containsKey("$ref")) {
            look(contract, object, where, boundless);
            return;
        }
        for (Map.Entry<String, Object> member : object) {
            look(contract, (JsonObject) member.getValue(), where + "/" + member.getKey(), boundless);
        }
    }

    private static JsonObject resolve(JsonObject contract, JsonObject node) {
        String reference = node.getString("$ref");
        if (reference == null) {
            return node;
        }
        JsonObject found = contract;
        for (String step : reference.substring("#/".length()).split("/", -1)) {
            found = found.getJsonObject(step);
        }
        return resolve(contract, found);
    }
}
