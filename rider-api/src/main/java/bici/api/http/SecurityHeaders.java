package bici.api.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Headers that every answer has. Pages may load what we serve and nothing else. */
final class SecurityHeaders {
    /** Maps draw in workers made from blobs; Svelte and MapLibre set styles on elements. */
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
                    + "worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
                    + "frame-ancestors 'none'";

    private SecurityHeaders() {}

    static void give(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader("Content-Security-Policy", POLICY);
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("X-Frame-Options", "DENY");
        response.putHeader("Referrer-Policy", "no-referrer");
        response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.putHeader("Permissions-Policy", "geolocation=(self), camera=(self), microphone=()");
        context.next();
    }
}
