package bici.api.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Headers that every answer has. An answer that is a page says for itself what it may load. */
final class SecurityHeaders {
    private static final String POLICY = "default-src 'none'; frame-ancestors 'none'";

    private SecurityHeaders() {}

    static void give(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader("Content-Security-Policy", POLICY);
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("X-Frame-Options", "DENY");
        response.putHeader("Referrer-Policy", "no-referrer");
        context.next();
    }
}
