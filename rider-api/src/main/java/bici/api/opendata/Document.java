package bici.api.opendata;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * One file of a feed, printed. Never changes; may be written to many readers at once.
 *
 * @param dataHash tells whether the content is still the same, whatever its date
 * @param body plain, with its strong ETag
 * @param gzipped the same bytes compressed, which is another representation and so has another ETag
 */
record Document(Instant lastUpdated, Duration ttl, String dataHash, Printed body, Printed gzipped) {
    private static final int HASH_CHARACTERS = 32;
    private static final long MS_A_SECOND = 1_000;
    /** A pause of the press and the time to print: a file that stands in it is never past its end while we know the state. */
    private static final Duration RENEWED_BEFORE_ITS_END = Duration.ofSeconds(4);

    private static final List<CharSequence> CACHE_CONTROLS = IntStream.rangeClosed(
                    0, (int) Feed.LONGEST_TTL.toSeconds())
            .mapToObj(seconds -> HttpHeaders.createOptimized("public, max-age=" + seconds))
            .toList();

    record Printed(Buffer bytes, String etag) {}

    static Document print(Draft draft, Instant lastUpdated) {
        return print(draft, draft.data().encode(), lastUpdated);
    }

    private static Document print(Draft draft, String data, Instant lastUpdated) {
        String head = new JsonObject()
                .put("last_updated", draft.version().time(lastUpdated))
                .put("ttl", draft.feed().ttl().toSeconds())
                .put("version", draft.version().number())
                .encode();
        // The data is large and printed already: it goes in before the closing brace of the head.
        byte[] plain =
                (head.substring(0, head.length() - 1) + ",\"data\":" + data + "}").getBytes(StandardCharsets.UTF_8);
        String tag = hash(plain);
        return new Document(
                lastUpdated,
                draft.feed().ttl(),
                hash(data.getBytes(StandardCharsets.UTF_8)),
                new Printed(Buffer.buffer(plain), '"' + tag + '"'),
                new Printed(Buffer.buffer(gzip(plain)), '"' + tag + "-gzip\""));
    }

    /** This one while its content is that of the draft and its time to live is not nearly over; else a new one. */
    Document orNewer(Draft draft, Instant now) {
        String data = draft.data().encode();
        boolean same = dataHash.equals(hash(data.getBytes(StandardCharsets.UTF_8)));
        return same && now.isBefore(lastUpdated.plus(ttl).minus(RENEWED_BEFORE_ITS_END))
                ? this
                : print(draft, data, now);
    }

    /**
     * How long it may still be kept, as a header says it: what is left of the time to live after the date that is in it,
     * which is whole seconds.
     */
    CharSequence cacheControl(long nowMs) {
        long endsMs = (lastUpdated.getEpochSecond() + ttl.toSeconds()) * MS_A_SECOND;
        long left = Math.clamp(Math.floorDiv(endsMs - nowMs, MS_A_SECOND), 0, ttl.toSeconds());
        return CACHE_CONTROLS.get((int) left);
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return out.toByteArray();
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] full = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(full).substring(0, HASH_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
