package bici.api;

import java.net.URI;
import java.util.Optional;

/**
 * How the HTTP side runs.
 *
 * @param port 0 takes a free one
 * @param signInsPerMinute from one address
 * @param publicUrl under which people reach it; pages of its origin are our own
 * @param secureCookie the refresh cookie travels by TLS only; false where nothing ends TLS in front
 * @param blockingWidth how many requests may use the database at a time
 */
public record ApiOptions(
        String host, int port, int signInsPerMinute, Optional<URI> publicUrl, boolean secureCookie, int blockingWidth) {
    public static final int SIGN_INS_PER_MINUTE = 20;
    private static final int WIDTH = 12;

    public static ApiOptions on(String host, int port) {
        return new ApiOptions(host, port, SIGN_INS_PER_MINUTE, Optional.empty(), false, WIDTH);
    }

    public ApiOptions withSignInsPerMinute(int count) {
        return new ApiOptions(host, port, count, publicUrl, secureCookie, blockingWidth);
    }

    /** With https the refresh cookie travels by TLS only. */
    public ApiOptions withPublicUrl(Optional<URI> url) {
        boolean secure = url.filter(it -> "https".equals(it.getScheme())).isPresent();
        return new ApiOptions(host, port, signInsPerMinute, url, secure, blockingWidth);
    }
}
