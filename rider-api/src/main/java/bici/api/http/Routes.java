package bici.api.http;

import io.vertx.ext.web.Router;

/** A part of the HTTP server that answers under paths of its own. */
@FunctionalInterface
public interface Routes {
    /**
     * Adds routes; called once, before the server listens. Handlers run on event loops and must not block: see
     * {@link Blocking}. {@code context.fail(status)} ends in a problem in the reader's language.
     */
    void mount(Router router);
}
