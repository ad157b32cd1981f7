package bici.api.http;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/** What a caller gets. */
public sealed interface Reply {
    /** JSON with a status and headers. */
    record Json(int status, JsonObject body, Map<String, String> headers) implements Reply {
        public Json {
            headers = Map.copyOf(headers);
        }
    }

    record Text(String contentType, String body) implements Reply {}

    record Empty(int status, Map<String, String> headers) implements Reply {
        public Empty {
            headers = Map.copyOf(headers);
        }
    }

    record Refused(Problem problem) implements Reply {}

    static Reply ok(JsonObject body) {
        return new Json(200, body, Map.of());
    }

    static Reply refused(ProblemType type) {
        return new Refused(Problem.of(type));
    }
}
