package bici.infra.demo;

import bici.simulator.live.Guest;
import bici.simulator.live.LiveCity;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * The street of the demo: what somebody sees and does who stands in front of simulated docks. Not part of the product,
 * and only for this machine. {@code GET /} is a page for browsers, and for others a list of what stands where and what is
 * printed on it; {@code POST /dock?bike=B0001&station=S01} pushes a bike that is out into a dock. What changes anything is
 * a POST, and none from a page of somebody else.
 */
final class StreetServer implements AutoCloseable {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{1,12}");
    private static final String HELP = """
            GET  /?station=S01
            POST /dock?bike=B0001&station=S02
            POST /card?station=S01&dock=3
            POST /walk-away?station=S01&dock=3
            POST /stay?station=S01&dock=3
            """;

    private final LiveCity city;
    private final StreetPage page;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param riders where the rider's page is */
    StreetServer(LiveCity city, URI riders, int port) {
        this.city = city;
        this.page = new StreetPage(riders);
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
            if (!isOurs(exchange)) {
                answer(exchange, 403, TEXT, "only from the street's own page on this machine\n");
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "GET" -> show(exchange, query(exchange));
                case "POST" -> act(exchange, query(exchange));
                default -> answer(exchange, 405, TEXT, HELP);
            }
        }
    }

    /** A page of another origin must neither act nor, under a name of its own that leads here, read. */
    private boolean isOurs(HttpExchange exchange) {
        String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                .orElse("");
        String origin = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Origin"))
                .orElse("");
        boolean here = host.equals("127.0.0.1:" + port()) || host.equals("localhost:" + port());
        return here && (origin.isEmpty() || origin.equals("http://" + host));
    }

    private void show(HttpExchange exchange, Map<String, String> query) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String code = query.getOrDefault("code", "");
        if (path.equals("/") && !wantsPage(exchange)) {
            answer(exchange, 200, TEXT, city.describe(Optional.ofNullable(query.get("station"))));
        } else if (path.equals("/view.json")) {
            answer(exchange, 200, "application/json", page.view(city.guest().view()));
        } else if (path.equals("/code.svg") && CODE.matcher(code).matches()) {
            answer(exchange, 200, "image/svg+xml", page.picture(code));
        } else {
            Optional<StreetPage.Part> part = page.find(path);
            if (part.isPresent()) {
                answer(exchange, 200, part.get().type(), part.get().text());
            } else {
                answer(exchange, 404, TEXT, HELP);
            }
        }
    }

    private static boolean wantsPage(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept"))
                .filter(accept -> accept.contains("text/html"))
                .isPresent();
    }

    private void act(HttpExchange exchange, Map<String, String> query) throws IOException {
        String station = query.getOrDefault("station", "");
        int dock = number(query.getOrDefault("dock", ""));
        Guest guest = city.guest();
        switch (exchange.getRequestURI().getPath()) {
            case "/dock" ->
                done(
                        exchange,
                        city.dock(query.getOrDefault("bike", ""), station).map(where -> "docked at " + where),
                        "no such station, or that bike is not in your hands");
            case "/card" ->
                done(
                        exchange,
                        guest.tapCard(station, dock).map(bike -> "took " + bike),
                        "no bike stands there, somebody is at it, or the card was refused");
            case "/walk-away" ->
                done(
                        exchange,
                        guest.walkAway(station, dock) ? Optional.of("walked away") : Optional.empty(),
                        "no bike stands there, or somebody is at it");
            case "/stay" ->
                done(exchange, guest.stay(station, dock) ? Optional.of("stayed") : Optional.empty(), "no such station");
            default -> answer(exchange, 404, TEXT, HELP);
        }
    }

    private static void done(HttpExchange exchange, Optional<String> what, String otherwise) throws IOException {
        answer(exchange, what.isPresent() ? 200 : 409, TEXT, what.orElse(otherwise) + "\n");
    }

    /** 0, which is no dock, for what is no number of a dock. */
    private static int number(String text) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> fields = new HashMap<>();
        String text =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                fields.put(parts[0], decode(parts[1]));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException halfEncoded) {
            return text;
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", StreetPage.POLICY);
        if (status == 405) {
            headers.set("Allow", "GET, POST");
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
