package bici.api.pages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A street map of the city: one PMTiles file of version 3 (its header is 127 bytes, the first eight of them fixed). It is
 * to stay as it is while it is served.
 */
public record CityMapFile(Path file, long size, String etag) {
    private static final int HEADER = 127;
    private static final byte[] MAGIC = "PMTiles\u0003".getBytes(StandardCharsets.US_ASCII);

    /**
     * Looks at it. Blocking.
     *
     * @throws IllegalArgumentException when it is not such a file, in words
     */
    public static CityMapFile open(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(HEADER);
        }
        if (start.length < HEADER || !Arrays.equals(Arrays.copyOf(start, MAGIC.length), MAGIC)) {
            throw new IllegalArgumentException(file + " is no PMTiles file of version 3");
        }
        long size = Files.size(file);
        String etag =
                "\"%x-%x\"".formatted(size, Files.getLastModifiedTime(file).toMillis());
        return new CityMapFile(file.toAbsolutePath(), size, etag);
    }
}
