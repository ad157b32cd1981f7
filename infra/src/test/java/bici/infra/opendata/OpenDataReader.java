package bici.infra.opendata;

import bici.infra.opendata.FeedSet.Words;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads feeds over HTTP as an app maker does: from {@code gbfs.json} to wherever it leads. Blocking. */
final class OpenDataReader {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI base;
    private final Supplier<Map<String, Integer>> register;

    /** @param register how many docks each station was taken in with */
    OpenDataReader(URI base, Supplier<Map<String, Integer>> register) {
        this.base = base;
        this.register = register;
    }

    /** All files of 3.0. */
    FeedSet v30() {
        JsonObject discovery = json(base.resolve("/gbfs/3.0/gbfs.json"));
        return follow(discovery, discovery.getJsonObject("data").getJsonArray("feeds"), Words.V3_0);
    }

    /** All files of 2.3 in this language. */
    FeedSet v23(String language) {
        JsonObject discovery = json(base.resolve("/gbfs/2.3/gbfs.json"));
        JsonObject chosen = discovery.getJsonObject("data").getJsonObject(language);
        return follow(discovery, chosen.getJsonArray("feeds"), Words.V2_3);
    }

    private FeedSet follow(JsonObject discovery, JsonArray feeds, Words words) {
        Map<String, JsonObject> files = new TreeMap<>();
        for (JsonObject feed : FeedSet.objects(feeds)) {
            files.put(feed.getString("name"), json(URI.create(feed.getString("url"))));
        }
        files.put("gbfs", discovery);
        return new FeedSet(files, words, register.get());
    }

    private JsonObject json(URI address) {
        HttpResponse<byte[]> answer = get(address);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(address + " answers " + answer.statusCode());
        }
        return new JsonObject(io.vertx.core.buffer.Buffer.buffer(answer.body()));
    }

    /** @param headers name, value, name, value, ... */
    HttpResponse<byte[]> get(String path, String... headers) {
        return get(base.resolve(path), headers);
    }

    private HttpResponse<byte[]> get(URI address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<byte[]> head(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).HEAD().timeout(PATIENCE));
    }

    HttpResponse<byte[]> options(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .headers("Origin", "https://example.org", "Access-Control-Request-Headers", "if-none-match")
                .timeout(PATIENCE));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
