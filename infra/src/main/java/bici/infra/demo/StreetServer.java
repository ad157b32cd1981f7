package bici.infra.demo;

import bici.api.http.Language;
import bici.api.http.ProblemPage;
import bici.api.http.Reader;
import bici.infra.command.CommandFailed;
import bici.simulator.live.Guest;
import bici.simulator.live.LiveCity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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

    private static final String HERE = "127.0.0.1";
    private static final int SECONDS = 30;

    private final LiveCity city;
    private final StreetPage page;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param riders where the rider's page is */
    StreetServer(LiveCity city, URI riders, int port) {
        this.city = city;
        this.page = new StreetPage(riders);
        try {
            this.server = await(vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                    .requestHandler(request -> threads.execute(() -> serve(request)))
                    .listen(port, HERE));
        } catch (CompletionException e) {
            await(vertx.close());
            threads.shutdownNow();
            throw new CommandFailed("the street cannot listen on port " + port + ": " + e.getCause(), e);
        }
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
    }

    int port() {
        return server.actualPort();
    }

    private void serve(HttpServerRequest request) {
        if (!isOurs(request)) {
            answer(request, 403, TEXT, "only from the street's own page on this machine\n");
            return;
        }
        switch (request.method().name()) {
            case "GET", "HEAD" -> show(request, query(request));
            case "POST" -> act(request, query(request));
            default -> answer(request, 405, TEXT, HELP);
        }
    }

    /** A page of another origin must neither act nor, under a name of its own that leads here, read. */
    private boolean isOurs(HttpServerRequest request) {
        String host = header(request, "Host");
        String origin = header(request, "Origin");
        boolean here = host.equals("127.0.0.1:" + port()) || host.equals("localhost:" + port());
        return here && (origin.isEmpty() || origin.equals("http://" + host));
    }

    private static String header(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name)).orElse("");
    }

    private static String path(HttpServerRequest request) {
        return Optional.ofNullable(request.path()).orElse("");
    }

    private void show(HttpServerRequest request, Map<String, String> query) {
        String path = path(request);
        String code = query.getOrDefault("code", "");
        Optional<String> station = Optional.ofNullable(query.get("station")).filter(id -> !id.isEmpty());
        if (path.equals("/") && station.filter(id -> !isStation(id)).isPresent()) {
            notFound(request, query, "Esa estación no existe", "There is no such station");
        } else if (path.equals("/") && !Reader.of(request).prefersPage()) {
            answer(request, 200, TEXT, city.describe(station));
        } else if (path.equals("/view.json")) {
            answer(request, 200, "application/json", page.view(city.guest().view()));
        } else if (path.equals("/code.svg") && CODE.matcher(code).matches()) {
            answer(request, 200, "image/svg+xml", page.picture(code));
        } else {
            page.find(path)
                    .ifPresentOrElse(
                            part -> answer(request, 200, part.type(), part.text()),
                            () -> notFound(request, query, "Esta página no existe", "This page does not exist"));
        }
    }

    private boolean isStation(String id) {
        return city.guest().view().stations().stream()
                .anyMatch(stand -> stand.id().equals(id));
    }

    /** In the language that was chosen on the page, as its address says; else in the browser's. */
    private static void notFound(HttpServerRequest request, Map<String, String> query, String spanish, String english) {
        Reader reader = Reader.of(request);
        if (!reader.prefersPage()) {
            answer(request, 404, TEXT, english.toLowerCase(Locale.ROOT) + "\n" + HELP);
            return;
        }
        String chosen = query.getOrDefault("lang", "");
        Language language = chosen.isEmpty() ? reader.language() : Language.of(chosen);
        ProblemPage.Words words = new ProblemPage.Words(
                language.pick(spanish, english),
                language.pick(
                        "En el inicio de la calle puede elegir la estación.",
                        "On the start page of the street you can choose the station."),
                language == Language.EN ? "/?lang=en" : "/",
                "");
        request.response().putHeader("Content-Security-Policy", ProblemPage.POLICY);
        answer(request, 404, ProblemPage.TYPE, ProblemPage.print(language, words));
    }

    private void act(HttpServerRequest request, Map<String, String> query) {
        String station = query.getOrDefault("station", "");
        int dock = number(query.getOrDefault("dock", ""));
        Guest guest = city.guest();
        switch (path(request)) {
            case "/dock" ->
                done(
                        request,
                        guest.dock(query.getOrDefault("bike", ""), station).map(where -> "docked at " + where),
                        "no such station, or that bike is not in your hands");
            case "/card" ->
                done(
                        request,
                        guest.tapCard(station, dock).map(bike -> "took " + bike),
                        "no bike stands there, somebody is at it, or the card was refused");
            case "/walk-away" ->
                done(
                        request,
                        guest.walkAway(station, dock) ? Optional.of("walked away") : Optional.empty(),
                        "no bike stands there, or somebody is at it");
            case "/stay" ->
                done(request, guest.stay(station, dock) ? Optional.of("stayed") : Optional.empty(), "no such station");
            default -> answer(request, 404, TEXT, HELP);
        }
    }

    private static void done(HttpServerRequest request, Optional<String> what, String otherwise) {
        answer(request, what.isPresent() ? 200 : 409, TEXT, what.orElse(otherwise) + "\n");
    }

    /** 0, which is no dock, for what is no number of a dock. */
    private static int number(String text) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }

    private static Map<String, String> query(HttpServerRequest request) {
        Map<String, String> fields = new HashMap<>();
        String text = Optional.ofNullable(request.query()).orElse("");
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

    private static void answer(HttpServerRequest request, int status, String type, String text) {
        HttpServerResponse response = request.response();
        response.setStatusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Vary", "Accept, Accept-Language");
        if (!response.headers().contains("Content-Security-Policy")) {
            response.putHeader("Content-Security-Policy", StreetPage.POLICY);
        }
        if (status == 405) {
            response.putHeader("Allow", "GET, HEAD, POST");
        }
        response.end(text);
    }

    @Override
    public void close() {
        await(server.close());
        await(vertx.close());
        threads.shutdownNow();
    }
}
