package bici.api.contract;

import io.vertx.ext.web.RoutingContext;

/** Answers an operation. Called on an event loop: must not block. */
@FunctionalInterface
public interface Endpoint {
    void handle(RoutingContext context, Call call);
}
