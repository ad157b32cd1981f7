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
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /gbfs/...}: public, for every origin, from memory. Own strong ETags: an unchanged file is answered 304. The
 * handler runs on the event loop and only writes a buffer that is there.
 */
public final class OpenDataRoutes implements Routes {
    private static final String PATH = "/gbfs/*";
    private static final int NOT_MODIFIED = 304;
    private static final int UNAVAILABLE = 503;
    private static final String GZIP = "gzip";
    private static final CharSequence GZIPPED = HttpHeaders.createOptimized(GZIP);
    private static final Pattern NO_WEIGHT = Pattern.compile(";\\s*q=0(\\.0*)?\\s*", Pattern.CASE_INSENSITIVE);
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json; charset=utf-8");
    private static final CharSequence ANYBODY = HttpHeaders.createOptimized("*");

    private final Supplier<Edition> editions;

    /** Routes over what the press prints. */
    public OpenDataRoutes(OpenDataPress press) {
        this(press::edition);
    }

    OpenDataRoutes(Supplier<Edition> editions) {
        this.editions = editions;
    }

    @Override
    public void mount(Router router) {
        router.route(PATH).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::answer);
    }

    @Override
    public boolean answerAtOnce(HttpServerRequest request) {
        HttpMethod method = request.method();
        String path = request.path();
        if (path == null || (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD))) {
            return false;
        }
        Optional<Document> found = editions.get().find(path);
        found.map(document -> Answer.of(request, document)).ifPresent(answer -> {
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
        if (found.isPresent()) {
            Answer.of(context.request(), found.get()).write(context.request());
        } else if (edition.isEmpty()) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "2");
            context.fail(UNAVAILABLE);
        } else {
            context.next();
        }
    }

    /**
     * What a reader is told.
     *
     * @param isHeld the reader has it: 304
     */
    private record Answer(Document document, boolean isGzip, boolean isHeld) {
        static Answer of(HttpServerRequest request, Document document) {
            boolean gzip = acceptsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
            Optional<String> held = Optional.ofNullable(request.getHeader(HttpHeaders.IF_NONE_MATCH));
            return new Answer(
                    document, gzip, Etag.matches(held, printed(document, gzip).etag()));
        }

        private static Document.Printed printed(Document document, boolean gzip) {
            return gzip ? document.gzipped() : document.body();
        }

        void write(HttpServerRequest request) {
            Document.Printed printed = printed(document, isGzip);
            HttpServerResponse response = request.response();
            response.putHeader(HttpHeaders.ETAG, printed.etag())
                    .putHeader(HttpHeaders.CACHE_CONTROL, document.cacheControl())
                    .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANYBODY);
            if (isHeld) {
                response.setStatusCode(NOT_MODIFIED).end();
                return;
            }
            response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
            if (isGzip) {
                response.putHeader(HttpHeaders.CONTENT_ENCODING, GZIPPED);
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
