package bici.api.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;

/** A part of the HTTP server that answers under paths of its own. */
@FunctionalInterface
public interface Routes {
    /**
     * Adds routes; called once, before the server listens. Handlers run on event loops and must not block: see
     * {@link Blocking}. {@code context.fail(status)} ends in a problem in the reader's language.
     */
    void mount(Router router);

    /** A route of what is read: by GET, and by HEAD, which asks for the same without its content (RFC 9110, 9.3.2). */
    static Route reading(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    /**
     * Answers what is asked for very often without going through a router; on the event loop. What {@link Edge} does for
     * every answer is to be done here too.
     *
     * @return false, with nothing done, when it is left to the routes
     */
    default boolean answerAtOnce(HttpServerRequest request) {
        return false;
    }
}
