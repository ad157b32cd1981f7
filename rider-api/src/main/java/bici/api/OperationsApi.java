package bici.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
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
public final class OperationsApi {
    private static final int MAX_HEADER_BYTES = 8_192;

    private final Vertx vertx;
    private final List<Part> parts;
    private final PrometheusMeterRegistry registry;

    /**
     * A part of the server that can be down.
     *
     * @param check blocking; false or an exception means down
     */
    public record Part(String name, Callable<Boolean> check) {}

    public OperationsApi(Vertx vertx, List<Part> parts, PrometheusMeterRegistry registry) {
        this.vertx = vertx;
        this.parts = List.copyOf(parts);
        this.registry = registry;
    }

    /** Completes with the listening server; port 0 takes a free one. */
    public Future<HttpServer> start(String host, int port) {
        Router router = Router.router(vertx);
        router.get("/health/live").handler(context -> context.json(new JsonObject().put("status", "up")));
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics").handler(this::metrics);
        for (int status : new int[] {404, 405, 500}) {
            router.errorHandler(status, context -> problem(context, status));
        }
        return vertx.createHttpServer(new HttpServerOptions().setMaxHeaderSize(MAX_HEADER_BYTES))
                .requestHandler(router)
                .listen(port, host);
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

    /** RFC 9457. */
    private static void problem(RoutingContext context, int status) {
        String title = switch (status) {
            case 404 -> "No existe";
            case 405 -> "Método no permitido";
            default -> "Error interno";
        };
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Content-Language", "es")
                .end(new JsonObject()
                        .put("type", "about:blank")
                        .put("title", title)
                        .put("status", status)
                        .toBuffer());
    }
}
