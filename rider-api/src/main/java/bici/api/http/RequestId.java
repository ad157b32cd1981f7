package bici.api.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names a request in answers and logs. A caller's own {@code X-Request-Id} is kept when it looks like one. */
public final class RequestId {
    private static final String KEY = "bici.requestId";
    private static final CharSequence NAME = HttpHeaders.createOptimized("X-Request-Id");
    private static final Pattern GOOD = Pattern.compile("[0-9a-fA-F-]{16,36}");
    private static final int BYTES = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RequestId() {}

    /** To be called first. */
    static void give(RoutingContext context) {
        String sent = context.request().getHeader(NAME);
        String id = sent != null && GOOD.matcher(sent).matches() ? sent : make();
        context.put(KEY, id);
        context.response().putHeader(NAME, id);
        context.next();
    }

    public static String of(RoutingContext context) {
        String id = context.get(KEY);
        return id == null ? make() : id;
    }

    private static String make() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
