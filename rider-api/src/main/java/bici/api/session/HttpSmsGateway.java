package bici.api.session;

import bici.fleet.people.PhoneNumber;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends by a provider that takes {@code POST} of JSON {@code {"to": "+57…", "text": "…"}} and answers 2xx. No redirect is
 * followed, nothing is tried twice: the rider asks again. Any thread.
 */
public final class HttpSmsGateway implements SmsGateway, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration WHOLE = Duration.ofSeconds(8);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI address;
    private final Optional<String> token;

    /**
     * @param address https, or http to this machine
     * @param token sent as {@code Authorization: Bearer}
     * @throws IllegalArgumentException when secrets would travel in the open
     */
    public HttpSmsGateway(URI address, Optional<String> token) {
        if (!"https".equals(address.getScheme()) && !isLoopback(address)) {
            throw new IllegalArgumentException("messages are sent by https only: " + address.getHost());
        }
        this.address = address;
        this.token = token;
    }

    private static boolean isLoopback(URI address) {
        return "http".equals(address.getScheme())
                && ("127.0.0.1".equals(address.getHost()) || "localhost".equals(address.getHost()));
    }

    @Override
    public void send(PhoneNumber to, String text) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(WHOLE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("to", to.value()).put("text", text).encode()));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        try {
            int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 != 2) {
                throw new SmsFailed("the gateway for text messages answered " + status);
            }
        } catch (IOException e) {
            throw new SmsFailed("the gateway for text messages does not answer: "
                    + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SmsFailed("stopping");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
