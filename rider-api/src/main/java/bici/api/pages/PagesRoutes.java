package bici.api.pages;

import bici.api.http.Routes;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;

/**
 * Serves the riders' page at {@code /} and the operators' at {@code /consola/}, from memory. Each page is one file; what it
 * shows is named behind {@code #}, so every deep link is one of these two addresses. Anything else is left to the router.
 *
 * <p>Hashed files may be kept for ever, the rest is asked for again by ETag (Vert.x's own static handler makes none).
 */
public final class PagesRoutes implements Routes {
    /** Stricter than what other answers get: nothing from elsewhere, no inline script or style. MapLibre's worker is a file of ours; its icons are data URLs. */
    static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self' blob:",
            "media-src 'self' blob:",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    /** What a page may do, beside the headers that every answer has. */
    private static final Map<String, String> SAFETY = Map.of(
            "Content-Security-Policy", POLICY,
            "Cross-Origin-Opener-Policy", "same-origin",
            "Permissions-Policy", "geolocation=(self), camera=(self), microphone=()");

    private static final Map<String, String> PAGES = Map.of("index.html", "/", "consola/index.html", "/consola/");

    private static final Map<String, String> ELSEWHERE =
            Map.of("/index.html", "/", "/consola", "/consola/", "/datos-personales", "/#/datos");

    private static final String NOT_BUILT = """
            Este programa se construyó sin sus páginas (-DskipUi).
            This program was built without its pages (-DskipUi).
            """;

    private final Webroot webroot;
    private final Set<Offer> offers;

    /** @param offers what the pages are told of this server */
    public PagesRoutes(Webroot webroot, Set<Offer> offers) {
        this.webroot = webroot;
        this.offers = Set.copyOf(offers);
    }

    @Override
    public void mount(Router router) {
        for (PageFile file : webroot.files()) {
            String address = PAGES.getOrDefault(file.path(), '/' + file.path());
            PageFile served = PAGES.containsKey(file.path()) ? file.offering(offers) : file;
            get(router, address, context -> send(context, served));
        }
        if (webroot.isEmpty()) {
            PAGES.values().forEach(address -> get(router, address, PagesRoutes::notBuilt));
        }
        ELSEWHERE.forEach((from, to) -> get(router, from, context -> redirect(context, to)));
    }

    /** Without this Vert.x takes {@code /consola} for {@code /consola/} and the page's own addresses would break. */
    private static void get(Router router, String address, Handler<RoutingContext> handler) {
        Routes.reading(router, address).handler(context -> {
            if (context.normalizedPath().equals(address)) {
                handler.handle(context);
            } else {
                context.next();
            }
        });
    }

    private static void send(RoutingContext context, PageFile file) {
        boolean compressed = file.gzip().isPresent() && takesGzip(context);
        String etag = compressed ? file.etag().replaceFirst("\"$", "-gz\"") : file.etag();
        HttpServerResponse response = context.response();
        SAFETY.forEach(response::putHeader);
        response.putHeader("ETag", etag)
                .putHeader("Vary", "Accept-Encoding")
                .putHeader(
                        "Cache-Control", file.isHashed() ? "public, max-age=31536000, immutable" : "public, no-cache");
        if (etag.equals(context.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", file.type());
        if (compressed) {
            response.putHeader("Content-Encoding", "gzip");
        }
        response.end(compressed ? file.gzip().orElseThrow() : file.content());
    }

    private static boolean takesGzip(RoutingContext context) {
        String encodings = context.request().getHeader("Accept-Encoding");
        return encodings != null && encodings.contains("gzip");
    }

    private static void notBuilt(RoutingContext context) {
        context.response()
                .setStatusCode(503)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(NOT_BUILT);
    }

    private static void redirect(RoutingContext context, String to) {
        context.response().setStatusCode(302).putHeader("Location", to).end();
    }
}
