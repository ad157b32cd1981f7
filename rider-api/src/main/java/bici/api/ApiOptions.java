package bici.api;

import bici.api.session.SmsPrefixes;
import java.net.URI;
import java.util.Optional;

/**
 * How the HTTP side runs.
 *
 * @param port 0 takes a free one
 * @param signInsPerMinute from one address
 * @param publicUrl under which people reach it; pages of its origin are our own
 * @param blockingWidth how many requests may use the database at a time
 * @param smsPrefixes where sign-in codes are sent
 */
public record ApiOptions(
        String host,
        int port,
        int signInsPerMinute,
        Optional<URI> publicUrl,
        int blockingWidth,
        SmsPrefixes smsPrefixes) {
    public static final int SIGN_INS_PER_MINUTE = 20;
    private static final int WIDTH = 12;

    public static ApiOptions on(String host, int port) {
        return new ApiOptions(
                host, port, SIGN_INS_PER_MINUTE, Optional.empty(), WIDTH, SmsPrefixes.parse(SmsPrefixes.USUAL));
    }

    public ApiOptions withSignInsPerMinute(int count) {
        return new ApiOptions(host, port, count, publicUrl, blockingWidth, smsPrefixes);
    }

    public ApiOptions withPublicUrl(Optional<URI> url) {
        return new ApiOptions(host, port, signInsPerMinute, url, blockingWidth, smsPrefixes);
    }

    public ApiOptions withSmsPrefixes(SmsPrefixes prefixes) {
        return new ApiOptions(host, port, signInsPerMinute, publicUrl, blockingWidth, prefixes);
    }

    /** Whether the refresh cookie travels by TLS only; false where nothing ends TLS in front. */
    public boolean secureCookie() {
        return publicUrl.filter(it -> "https".equals(it.getScheme())).isPresent();
    }
}
