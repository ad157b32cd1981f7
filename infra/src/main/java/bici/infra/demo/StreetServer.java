package bici.infra.demo;

import bici.simulator.live.LiveCity;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The street of the demo: what somebody sees and does who stands in front of simulated docks. Not part of the product,
 * and only for this machine: {@code GET /} lists what stands where and what is printed on it, {@code POST
 * /dock?bike=B0001&station=S01} pushes a bike that is out into a dock.
 */
final class StreetServer implements AutoCloseable {
    private final LiveCity city;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    StreetServer(LiveCity city, int port) {
        this.city = city;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the street cannot listen on port " + port, e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> query = query(exchange);
            String path = exchange.getRequestURI().getPath();
            String method = exchange.getRequestMethod();
            if (path.equals("/") && method.equals("GET")) {
                answer(exchange, 200, city.describe(Optional.ofNullable(query.get("station"))));
            } else if (path.equals("/dock") && method.equals("POST")) {
                dock(exchange, query);
            } else {
                answer(exchange, 404, "GET /?station=S01, POST /dock?bike=B0001&station=S02\n");
            }
        }
    }

    private void dock(HttpExchange exchange, Map<String, String> query) throws IOException {
        Optional<String> where = city.dock(query.getOrDefault("bike", ""), query.getOrDefault("station", ""));
        if (where.isPresent()) {
            answer(exchange, 200, "docked at " + where.get() + "\n");
        } else {
            answer(exchange, 409, "no such station, or that bike is not in your hands\n");
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> fields = new HashMap<>();
        String text =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
