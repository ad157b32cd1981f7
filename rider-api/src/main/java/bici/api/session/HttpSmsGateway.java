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
import java.util.regex.Pattern;

/**
 * Sends by a provider that takes {@code POST} of JSON {@code {"to": "+57…", "text": "…"}} and answers 2xx. No redirect is
 * followed, nothing is tried twice: the rider asks again. Any thread.
 */
public final class HttpSmsGateway implements SmsGateway, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration WHOLE = Duration.ofSeconds(8);
    /** In figures, or the one name that is never looked up. */
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

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
        if (!isClosed(address)) {
            throw new IllegalArgumentException("messages are sent by https only: " + address.getHost());
        }
        this.address = address;
        this.token = token;
    }

    /** Whether what is sent there cannot be read on the way: https, or http that does not leave this machine. */
    public static boolean isClosed(URI address) {
        boolean here = LOOPBACK.matcher(String.valueOf(address.getHost())).matches();
        return "https".equalsIgnoreCase(address.getScheme()) || ("http".equalsIgnoreCase(address.getScheme()) && here);
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
