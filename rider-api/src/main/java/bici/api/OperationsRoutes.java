package bici.api;

import bici.api.http.Routes;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What whoever runs the server asks it: {@code GET /health/live}, {@code /health/ready} (each part by name, 503 when one is
 * down) and {@code /metrics} (Prometheus text format). Checks run on worker threads, never on an event loop.
 */
public final class OperationsRoutes implements Routes {
    private final Vertx vertx;
    private final List<Part> parts;
    private final PrometheusMeterRegistry registry;

    /**
     * A part of the server that can be down.
     *
     * @param check blocking; false or an exception means down
     */
    public record Part(String name, Callable<Boolean> check) {}

    public OperationsRoutes(Vertx vertx, List<Part> parts, PrometheusMeterRegistry registry) {
        this.vertx = vertx;
        this.parts = List.copyOf(parts);
        this.registry = registry;
    }

    @Override
    public void mount(Router router) {
        router.get("/health/live").handler(context -> context.json(new JsonObject().put("status", "up")));
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics").handler(this::metrics);
    }

    private void ready(RoutingContext context) {
        vertx.executeBlocking(this::check, false)
                .onFailure(context::fail)
                .onSuccess(report -> context.response()
                        .setStatusCode("up".equals(report.getString("status")) ? 200 : 503)
                        .putHeader("Content-Type", "application/json")
                        .end(report.toBuffer()));
    }

    private JsonObject check() {
        JsonArray reports = new JsonArray();
        boolean allUp = true;
        for (Part part : parts) {
            boolean up = isUp(part);
            allUp &= up;
            reports.add(new JsonObject().put("name", part.name()).put("status", up ? "up" : "down"));
        }
        return new JsonObject().put("status", allUp ? "up" : "down").put("parts", reports);
    }

    // A check that fails is the answer that was asked for.
    private static boolean isUp(Part part) {
        try {
            return part.check().call();
        } catch (Exception e) {
            return false;
        }
    }

    private void metrics(RoutingContext context) {
        vertx.executeBlocking(registry::scrape, false)
                .onFailure(context::fail)
                .onSuccess(text -> context.response()
                        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(text));
    }
}
