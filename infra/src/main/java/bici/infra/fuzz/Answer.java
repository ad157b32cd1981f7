package bici.infra.fuzz;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * What came back.
 *
 * @param status 0 when the connection ended without an answer
 * @param headers by lower-case name, the last of each
 * @param body of a stream of events, what came first
 */
record Answer(int status, Map<String, String> headers, String body) {
    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer none() {
        return new Answer(0, Map.of(), "");
    }

    boolean isGood() {
        return status / 100 == 2;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Without what follows it. */
    String mediaType() {
        String type = header("content-type");
        return type.contains(";") ? type.substring(0, type.indexOf(';')) : type;
    }

    /** An empty object when it is none. */
    JsonObject json() {
        try {
            return new JsonObject(body);
        } catch (DecodeException e) {
            return new JsonObject();
        }
    }

    /** The last word of the problem's type, or the status. */
    String kind() {
        String type = mediaType().equals("application/problem+json") ? json().getString("type", "") : "";
        return type.isEmpty() ? String.valueOf(status) : type.substring(type.lastIndexOf('/') + 1);
    }
}
