package bici.infra.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What HTTP servers answer and how soon, under the names that Vert.x gives its own meters. Tags come from closed sets only:
 * a method that nobody knows is {@code _OTHER} (OpenTelemetry, HTTP semantic conventions, "http.request.method"), or whoever
 * makes methods up would make meters. Each is found once and kept. Any thread.
 */
final class HttpMeters implements HttpServerMetrics<HttpMeters.Request, HttpMeters.Peer, HttpMeters.Peer> {
    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    private final MeterRegistry registry;
    private final AtomicInteger connections;
    private final AtomicInteger requests;
    private final AtomicInteger webSockets;
    private final Counter resets;
    private final Map<Answer, Meters> answers = new ConcurrentHashMap<>();

    HttpMeters(MeterRegistry registry) {
        this.registry = registry;
        this.connections = count("vertx.http.server.active.connections", "connections that are open");
        this.requests = count("vertx.http.server.active.requests", "requests being answered");
        this.webSockets = count("vertx.http.server.active.ws.connections", "WebSockets that are open");
        this.resets = registry.counter("vertx.http.server.request.resets");
    }

    /** Who is connected; there is nothing to tell of one. */
    enum Peer {
        ANYBODY
    }

    /** A request being answered. */
    record Request(String method, long begunNanos) {}

    private record Answer(String method, int status) {}

    private record Meters(Counter requests, Timer responseTime) {}

    private AtomicInteger count(String name, String description) {
        AtomicInteger number = new AtomicInteger();
        Gauge.builder(name, number, AtomicInteger::get).description(description).register(registry);
        return number;
    }

    @Override
    public Peer connected(SocketAddress remote, String name) {
        connections.incrementAndGet();
        return Peer.ANYBODY;
    }

    @Override
    public void disconnected(Peer peer, SocketAddress remote) {
        connections.decrementAndGet();
    }

    @Override
    public Request requestBegin(Peer peer, HttpRequest request) {
        requests.incrementAndGet();
        HttpMethod method = request.method();
        return new Request(METHODS.contains(method) ? method.name() : "_OTHER", System.nanoTime());
    }

    @Override
    public void requestReset(Request request) {
        requests.decrementAndGet();
        resets.increment();
    }

    @Override
    public void responseEnd(Request request, HttpResponse response, long bytes) {
        requests.decrementAndGet();
        Meters meters = answers.computeIfAbsent(new Answer(request.method(), response.statusCode()), this::meters);
        meters.requests().increment();
        meters.responseTime().record(System.nanoTime() - request.begunNanos(), TimeUnit.NANOSECONDS);
    }

    private Meters meters(Answer answer) {
        String[] tags = {"method", answer.method(), "code", String.valueOf(answer.status())};
        return new Meters(
                Counter.builder("vertx.http.server.requests")
                        .description("requests answered")
                        .tags(tags)
                        .register(registry),
                Timer.builder("vertx.http.server.response.time")
                        .description("from a request's head to the end of its answer")
                        .tags(tags)
                        .register(registry));
    }

    @Override
    public Peer connected(Peer peer, Request request, ServerWebSocket webSocket) {
        webSockets.incrementAndGet();
        return peer;
    }

    @Override
    public void disconnected(Peer webSocket) {
        webSockets.decrementAndGet();
    }
}
