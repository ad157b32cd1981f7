package bici.api.opendata;

import bici.api.http.Edge;
import bici.api.http.Etag;
import bici.api.http.Routes;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /gbfs/...}: public, for every origin, from memory. Own strong ETags, one for each representation: an unchanged
 * file is answered 304. What is not gzip is sent as it is, since the server below would compress it under our tag. The
 * handler runs on the event loop and only writes a buffer that is there.
 */
public final class OpenDataRoutes implements Routes {
    private static final String PATH = "/gbfs/*";
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;
    private static final String GZIP = "gzip";
    private static final CharSequence GZIPPED = HttpHeaders.createOptimized(GZIP);
    private static final Pattern NO_WEIGHT = Pattern.compile(";\\s*q=0(\\.0*)?\\s*", Pattern.CASE_INSENSITIVE);
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json; charset=utf-8");
    private static final CharSequence ANYBODY = HttpHeaders.createOptimized("*");
    private static final CharSequence SHOWN_TO_SCRIPTS = HttpHeaders.createOptimized("ETag");
    private static final String METHODS = "GET, HEAD, OPTIONS";

    private final Supplier<Edition> editions;
    private final Clock clock;

    /** Routes over what the press prints. */
    public OpenDataRoutes(OpenDataPress press) {
        this(press::edition, press.clock());
    }

    OpenDataRoutes(Supplier<Edition> editions, Clock clock) {
        this.editions = editions;
        this.clock = clock;
    }

    @Override
    public void mount(Router router) {
        Routes.reading(router, PATH).handler(this::answer);
        router.options(PATH).handler(OpenDataRoutes::permit);
        router.route(PATH).handler(context -> {
            context.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANYBODY);
            context.fail(METHOD_NOT_ALLOWED);
        });
    }

    /** A page of any origin asks before it sends {@code If-None-Match} (Fetch, 4.8). */
    private static void permit(RoutingContext context) {
        context.response()
                .setStatusCode(NO_CONTENT)
                .putHeader(HttpHeaders.ALLOW, METHODS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANYBODY)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "If-None-Match, Accept, Accept-Language")
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "86400")
                .end();
    }

    @Override
    public boolean answerAtOnce(HttpServerRequest request) {
        HttpMethod method = request.method();
        String path = request.path();
        if (path == null || (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD))) {
            return false;
        }
        Optional<Document> found = editions.get().find(path);
        found.map(document -> Answer.of(request, document, clock.millis())).ifPresent(answer -> {
            if (answer.isHeld()) {
                Edge.onUnchanged(request);
            } else {
                Edge.on(request);
            }
            answer.write(request);
        });
        return found.isPresent();
    }

    private void answer(RoutingContext context) {
        Edition edition = editions.get();
        Optional<Document> found = edition.find(context.normalizedPath());
        // What is refused is readable from every origin too.
        context.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANYBODY);
        if (found.isPresent()) {
            Answer.of(context.request(), found.get(), clock.millis()).write(context.request());
        } else if (edition.isEmpty()) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "2");
            context.fail(UNAVAILABLE);
        } else {
            // Not left to the router, which would say 405, since OPTIONS is answered for every path.
            context.fail(NOT_FOUND);
        }
    }

    /**
     * What a reader is told.
     *
     * @param isAsIs the reader takes some other coding, which we do not have
     * @param isHeld the reader has it: 304
     */
    private record Answer(
            Document document, CharSequence cacheControl, boolean isGzip, boolean isAsIs, boolean isHeld) {
        static Answer of(HttpServerRequest request, Document document, long nowMs) {
            String codings = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
            boolean gzip = acceptsGzip(codings);
            Optional<String> held = Optional.ofNullable(request.getHeader(HttpHeaders.IF_NONE_MATCH));
            return new Answer(
                    document,
                    document.cacheControl(nowMs),
                    gzip,
                    codings != null && !gzip,
                    Etag.matches(held, printed(document, gzip).etag()));
        }

        private static Document.Printed printed(Document document, boolean gzip) {
            return gzip ? document.gzipped() : document.body();
        }

        void write(HttpServerRequest request) {
            Document.Printed printed = printed(document, isGzip);
            HttpServerResponse response = request.response();
            response.putHeader(HttpHeaders.ETAG, printed.etag())
                    .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl)
                    .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANYBODY)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, SHOWN_TO_SCRIPTS);
            if (isHeld) {
                response.setStatusCode(NOT_MODIFIED).end();
                return;
            }
            response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
            if (isGzip) {
                response.putHeader(HttpHeaders.CONTENT_ENCODING, GZIPPED);
            } else if (isAsIs) {
                response.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
            }
            if (request.method().equals(HttpMethod.HEAD)) {
                response.putHeader(
                                HttpHeaders.CONTENT_LENGTH,
                                String.valueOf(printed.bytes().length()))
                        .end();
            } else {
                response.end(printed.bytes());
            }
        }
    }

    /** RFC 9110, 12.5.3, for the one encoding we have. */
    static boolean acceptsGzip(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        boolean any = false;
        for (int from = 0; from <= acceptEncoding.length(); ) {
            int comma = acceptEncoding.indexOf(',', from);
            int end = comma < 0 ? acceptEncoding.length() : comma;
            String part = acceptEncoding.substring(from, end);
            int weight = part.indexOf(';');
            String coding = (weight < 0 ? part : part.substring(0, weight)).strip();
            boolean refused =
                    weight >= 0 && NO_WEIGHT.matcher(part.substring(weight)).matches();
            if (coding.equalsIgnoreCase(GZIP)) {
                return !refused;
            }
            any |= coding.equals("*") && !refused;
            from = end + 1;
        }
        return any;
    }
}
