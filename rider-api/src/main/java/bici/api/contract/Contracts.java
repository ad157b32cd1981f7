package bici.api.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The contracts beside the code, one for each audience. */
public final class Contracts {
    /** Those whose operations are mounted from their contract. */
    public static final List<String> NAMES = List.of("rider", "operator", "analyst");

    /** Media types that the validator does not know, and those of the same nature that it does. */
    private static final Map<String, String> KNOWN = Map.of(
            "application/problem+json", "application/json",
            "text/csv", "text/plain",
            "text/event-stream", "text/plain");

    private Contracts() {}

    /** The text of {@code openapi/NAME.yaml}. Blocking; a few kilobytes from the class path. */
    public static String text(String name) {
        try (InputStream in = Contracts.class.getResourceAsStream("/openapi/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalArgumentException("no such contract: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the contract cannot be read: " + name, e);
        }
    }

    /** The contract as it is written. */
    public static JsonObject read(String name) {
        try {
            JsonNode tree = new ObjectMapper(new YAMLFactory()).readTree(text(name));
            return new JsonObject(tree.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the contract is no YAML: " + name, e);
        }
    }

    /** The contract with media types that the validator knows, and no servers: it takes whole addresses only. */
    public static JsonObject readForValidation(String name) {
        JsonObject contract = (JsonObject) known(read(name));
        contract.remove("servers");
        return contract;
    }

    /** The media type under which the validator knows this one. */
    public static String known(String mediaType) {
        return KNOWN.getOrDefault(mediaType, mediaType);
    }

    private static Object known(Object value) {
        if (value instanceof JsonObject object) {
            JsonObject copy = new JsonObject();
            object.forEach(member -> copy.put(known(member.getKey()), known(member.getValue())));
            return copy;
        }
        if (value instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            array.forEach(element -> copy.add(known(element)));
            return copy;
        }
        return value;
    }
}
