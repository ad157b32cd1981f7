package bici.api.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** Headers that every answer has. An answer that is a page says for itself what it may load. */
final class SecurityHeaders {
    private static final Map<CharSequence, CharSequence> HEADERS = Map.of(
            HttpHeaders.createOptimized("Content-Security-Policy"),
            HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'"),
            HttpHeaders.createOptimized("X-Content-Type-Options"),
            HttpHeaders.createOptimized("nosniff"),
            HttpHeaders.createOptimized("X-Frame-Options"),
            HttpHeaders.createOptimized("DENY"),
            HttpHeaders.createOptimized("Referrer-Policy"),
            HttpHeaders.createOptimized("no-referrer"));

    private SecurityHeaders() {}

    static void give(HttpServerResponse response) {
        HEADERS.forEach(response::putHeader);
    }
}
