package bici.api;

import bici.api.http.Routes;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/**
 * What whoever runs the server asks it: {@code GET /health/live}, {@code /health/ready} (each part by name, 503 when one is
 * down, {@code degraded} when one does less than it promises), {@code /health/gateway} (503 when stations cannot connect;
 * hangs on nothing else) and {@code /metrics} (Prometheus text format). Checks run on worker threads, never on an event loop.
 */
public final class OperationsRoutes implements Routes {
    private final Vertx vertx;
    private final List<Part> parts;
    private final BooleanSupplier listensToStations;
    private final PrometheusMeterRegistry registry;

    /** From good to bad. */
    public enum Status {
        UP,
        DEGRADED,
        DOWN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How a part is.
     *
     * @param figures by name, shown beside it
     */
    public record State(Status status, Map<String, Object> figures) {
        public State {
            figures = Map.copyOf(figures);
        }

        public static State of(boolean up) {
            return new State(up ? Status.UP : Status.DOWN, Map.of());
        }
    }

    /**
     * A part of the server that can be down.
     *
     * @param check blocking; an exception means down
     */
    public record Part(String name, Callable<State> check) {}

    /**
     * Routes over these parts.
     *
     * @param listensToStations answers at once, whatever the state of the database
     */
    public OperationsRoutes(
            Vertx vertx, List<Part> parts, BooleanSupplier listensToStations, PrometheusMeterRegistry registry) {
        this.vertx = vertx;
        this.parts = List.copyOf(parts);
        this.listensToStations = listensToStations;
        this.registry = registry;
    }

    @Override
    public void mount(Router router) {
        Routes.reading(router, "/health/live").handler(context -> context.json(new JsonObject().put("status", "up")));
        Routes.reading(router, "/health/ready").handler(this::ready);
        Routes.reading(router, "/health/gateway").handler(this::gateway);
        Routes.reading(router, "/metrics").handler(this::metrics);
    }

    private void gateway(RoutingContext context) {
        Status status = State.of(listensToStations.getAsBoolean()).status();
        context.response().setStatusCode(code(status));
        context.json(new JsonObject().put("status", status.word()));
    }

    private static int code(Status status) {
        return status == Status.DOWN ? 503 : 200;
    }

    private void ready(RoutingContext context) {
        vertx.executeBlocking(this::check, false)
                .onFailure(context::fail)
                .onSuccess(report -> context.response()
                        .setStatusCode(code(report.worst()))
                        .putHeader("Content-Type", "application/json")
                        .end(new JsonObject()
                                .put("status", report.worst().word())
                                .put("parts", report.parts())
                                .toBuffer()));
    }

    private record Report(Status worst, JsonArray parts) {}

    private Report check() {
        JsonArray reports = new JsonArray();
        Status worst = Status.UP;
        for (Part part : parts) {
            State state = state(part);
            worst = state.status().compareTo(worst) > 0 ? state.status() : worst;
            JsonObject report = new JsonObject()
                    .put("name", part.name())
                    .put("status", state.status().word());
            state.figures().forEach(report::put);
            reports.add(report);
        }
        return new Report(worst, reports);
    }

    // A check that fails is the answer that was asked for.
    private static State state(Part part) {
        try {
            return part.check().call();
        } catch (Exception e) {
            return State.of(false);
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
