package bici.api.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Headers that every answer has. An answer that is a page says for itself what it may load. */
final class SecurityHeaders {
    private static final List<Header> HEADERS = List.of(
            new Header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            new Header("X-Content-Type-Options", "nosniff"),
            new Header("X-Frame-Options", "DENY"),
            new Header("Referrer-Policy", "no-referrer"));

    private SecurityHeaders() {}

    private record Header(CharSequence name, CharSequence value) {
        Header(String name, String value) {
            this(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
        }
    }

    static Map<String, String> asMap() {
        Map<String, String> all = new LinkedHashMap<>();
        HEADERS.forEach(
                header -> all.put(header.name().toString(), header.value().toString()));
        return all;
    }

    static void give(HttpServerResponse response) {
        for (Header header : HEADERS) {
            response.putHeader(header.name(), header.value());
        }
    }
}
