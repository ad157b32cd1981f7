package bici.api.pages;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * A built file of the pages, whole in memory.
 *
 * @param path below the web root, without a leading slash: {@code assets/rider-Du9Iwz0l.js}
 * @param gzip the same content compressed at build time
 * @param etag strong, with its quotation marks; of the plain content
 */
record PageFile(String path, Buffer content, Optional<Buffer> gzip, String etag) {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "webmanifest", "application/manifest+json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2");
    private static final int TAG_BYTES = 12;
    private static final String OFFERS = "<meta name=\"bici-offers\" content=\"%s\"";
    private static final String OFFERS_UNKNOWN = OFFERS.formatted("unknown");

    static PageFile of(String path, byte[] content, Optional<byte[]> gzip) {
        return new PageFile(path, Buffer.buffer(content), gzip.map(Buffer::buffer), etagOf(content));
    }

    /** @throws IllegalStateException for a kind of file that the pages never had: give it a type here */
    String type() {
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String type = TYPES.get(ending);
        if (type == null) {
            throw new IllegalStateException("no content type for " + path);
        }
        return type;
    }

    /**
     * With what this server has, in the place that the build left for it.
     *
     * @throws IllegalStateException when there is no such place
     */
    PageFile offering(Set<Offer> offers) {
        String page = content.toString(StandardCharsets.UTF_8);
        if (!page.contains(OFFERS_UNKNOWN)) {
            throw new IllegalStateException(path + " has no place for what the server offers: " + OFFERS_UNKNOWN);
        }
        String words = offers.stream().map(Offer::word).sorted().collect(Collectors.joining(" "));
        byte[] told = page.replace(OFFERS_UNKNOWN, OFFERS.formatted(words)).getBytes(StandardCharsets.UTF_8);
        return of(path, told, gzip.map(before -> compressed(told)));
    }

    private static byte[] compressed(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Its name changes with its content, so that nobody needs to ask for it twice. */
    boolean isHashed() {
        return path.startsWith("assets/");
    }

    private static String etagOf(byte[] content) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(sum, 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
