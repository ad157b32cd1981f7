package bici.api;

/**
 * How the HTTP side runs.
 *
 * @param port 0 takes a free one
 * @param signInsPerMinute from one address
 * @param secureCookie the refresh cookie travels by TLS only; false where nothing ends TLS in front
 * @param blockingWidth how many requests may use the database at a time
 */
public record ApiOptions(String host, int port, int signInsPerMinute, boolean secureCookie, int blockingWidth) {
    public static final int SIGN_INS_PER_MINUTE = 20;
    private static final int WIDTH = 12;

    public static ApiOptions on(String host, int port) {
        return new ApiOptions(host, port, SIGN_INS_PER_MINUTE, false, WIDTH);
    }

    public ApiOptions withSignInsPerMinute(int count) {
        return new ApiOptions(host, port, count, secureCookie, blockingWidth);
    }

    public ApiOptions withSecureCookie(boolean secure) {
        return new ApiOptions(host, port, signInsPerMinute, secure, blockingWidth);
    }
}
