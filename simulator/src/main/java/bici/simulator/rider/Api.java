package bici.simulator.rider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks the server over HTTP, one request a call. Blocking; any thread. */
public final class Api {
    /** The server answers an unlock within 20 s whatever happens. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final HttpClient client;

    /** A server such as {@code http://127.0.0.1:8080}. */
    public Api(URI server, HttpClient client) {
        this.server = server;
        this.client = client;
    }

    /**
     * What the server said.
     *
     * @param body the JSON of it, missing when it is none
     */
    public record Answer(int status, JsonNode body, String text, Optional<Duration> retryAfter) {
        public boolean isGood() {
            return status / 100 == 2;
        }

        /** The field's text, empty when there is none. */
        public String text(String field) {
            return body.path(field).asText("");
        }

        /** Why not, as a word; the status when the answer is no problem document. */
        public String problem() {
            String type = text("type");
            return type.isEmpty() ? "status-" + status : type.substring(type.lastIndexOf('/') + 1);
        }
    }

    public Answer get(String path, String token) throws IOException {
        return send(request(path, token).GET());
    }

    public Answer post(String path, String token, Map<String, String> body) throws IOException {
        return send(request(path, token).POST(BodyPublishers.ofString(json(body))));
    }

    /** The same wish again must carry the same key. */
    public Answer post(String path, String token, Map<String, ?> body, String idempotencyKey) throws IOException {
        return send(request(path, token)
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(json(body))));
    }

    public Answer put(String path, String token, Map<String, String> body) throws IOException {
        return send(request(path, token).PUT(BodyPublishers.ofString(json(body))));
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/csv, application/problem+json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            Optional<Duration> retryAfter = response.headers()
                    .firstValue("Retry-After")
                    .filter(seconds -> seconds.chars().allMatch(Character::isDigit))
                    .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
            return new Answer(response.statusCode(), parse(response), response.body(), retryAfter);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking the server", e);
        }
    }

    private static JsonNode parse(HttpResponse<String> response) throws IOException {
        boolean isJson = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.contains("json"))
                .isPresent();
        return isJson && !response.body().isEmpty() ? JSON.readTree(response.body()) : MissingNode.getInstance();
    }

    private static String json(Map<String, ?> fields) throws JsonProcessingException {
        return JSON.writeValueAsString(fields);
    }
}
