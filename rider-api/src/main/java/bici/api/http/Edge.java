package bici.api.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;

/** What happens to every request before anything else. */
public final class Edge {
    private Edge() {}

    /** Request id, security headers, and problems for whatever fails. To be called before any route is added. */
    public static void on(Router router) {
        router.route().handler(RequestId::give);
        router.route().handler(context -> {
            SecurityHeaders.give(context.response());
            // The server below compresses what is worth it (RFC 9110, 12.5.5).
            context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
            context.next();
        });
        Problems.on(router);
    }

    /** Request id and security headers, for what is answered without a router. */
    public static void on(HttpServerRequest request) {
        RequestId.give(request);
        SecurityHeaders.give(request.response());
    }

    /**
     * As {@link #on(HttpServerRequest)}, for 304. The reader keeps the security headers of the answer that it has (RFC 9111,
     * 4.3.4).
     */
    public static void onUnchanged(HttpServerRequest request) {
        RequestId.give(request);
    }
}
