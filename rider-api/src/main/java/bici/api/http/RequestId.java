package bici.api.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names a request in answers and logs. A caller's own {@code X-Request-Id} is kept when it looks like one. */
public final class RequestId {
    static final String HEADER = "X-Request-Id";

    private static final String KEY = "bici.requestId";
    private static final CharSequence NAME = HttpHeaders.createOptimized(HEADER);
    private static final Pattern GOOD = Pattern.compile("[0-9a-fA-F-]{16,36}");

    private RequestId() {}

    /** To be called first. */
    static void give(RoutingContext context) {
        context.put(KEY, give(context.request()));
        context.next();
    }

    static String give(HttpServerRequest request) {
        String id = orNew(request.getHeader(NAME));
        request.response().putHeader(NAME, id);
        return id;
    }

    /**
     * The id that was sent when it looks like one, else a new one.
     *
     * @param sent by the caller
     */
    public static String orNew(@Nullable String sent) {
        return sent != null && GOOD.matcher(sent).matches() ? sent : make();
    }

    public static String of(RoutingContext context) {
        String id = context.get(KEY);
        if (id == null) {
            // Nothing was done for it yet: it failed before any route.
            id = give(context.request());
            context.put(KEY, id);
        }
        return id;
    }

    /** It is no secret, and must not wait for the system's random numbers. */
    private static String make() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
