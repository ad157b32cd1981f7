package bici.api.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Names the state that an answer shows, so that it need not be sent twice (RFC 9110, 8.8.3). */
public final class Etag {
    private static final int BYTES = 12;

    private Etag() {}

    /** A weak tag over these bytes. */
    public static String of(Buffer shown) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(shown.getBytes());
            return "W/\"" + HexFormat.of().formatHex(digest, 0, BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Does the caller have it already? */
    public static boolean matches(Optional<String> ifNoneMatch, String tag) {
        return ifNoneMatch
                .map(header -> header.equals(tag)
                        || Arrays.stream(header.split(",", -1))
                                .map(String::strip)
                                .anyMatch(each -> each.equals("*")
                                        || each.replace("W/", "").equals(tag.replace("W/", ""))))
                .orElse(false);
    }

    /**
     * 304, or the whole answer with its tag.
     *
     * @param shown what the tag names
     * @param body what is sent: the same, with the time it was made
     */
    public static Reply reply(Optional<String> ifNoneMatch, JsonObject shown, JsonObject body) {
        String tag = of(shown.toBuffer());
        Map<String, String> headers = Map.of("ETag", tag, "Cache-Control", "private, no-cache");
        return matches(ifNoneMatch, tag) ? new Reply.Empty(304, headers) : new Reply.Json(200, body, headers);
    }
}
