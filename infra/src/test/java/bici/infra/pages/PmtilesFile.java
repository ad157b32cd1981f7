package bici.infra.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A whole world of water, as a PMTiles file of version 3: one vector tile, which every place has at every scale. */
final class PmtilesFile {
    private static final int HEADER = 127;
    private static final int DEEPEST = 14;
    private static final int EXTENT = 4096;
    private static final byte PLAIN = 1;
    private static final byte MVT = 1;

    private PmtilesFile() {}

    static void writeWater(Path file) throws IOException {
        byte[] tile = tile();
        byte[] directory = directory(tile.length);
        byte[] metadata = "{}".getBytes(StandardCharsets.UTF_8);
        long dataAt = (long) HEADER + directory.length + metadata.length;
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put("PMTiles\u0003".getBytes(StandardCharsets.US_ASCII));
        header.putLong(HEADER).putLong(directory.length);
        header.putLong((long) HEADER + directory.length).putLong(metadata.length);
        header.putLong(dataAt).putLong(0); // no leaf directories
        header.putLong(dataAt).putLong(tile.length);
        header.putLong(tiles()).putLong(1).putLong(1);
        header.put((byte) 1).put(PLAIN).put(PLAIN).put(MVT);
        header.put((byte) 0).put((byte) DEEPEST);
        header.putInt(-1_800_000_000).putInt(-850_000_000).putInt(1_800_000_000).putInt(850_000_000);
        header.put((byte) 12).putInt(-731_200_000).putInt(71_200_000);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(header.array());
        all.write(directory);
        all.write(metadata);
        all.write(tile);
        Files.write(file, all.toByteArray());
    }

    /** Of all scales down to the deepest. */
    private static long tiles() {
        return ((1L << (2 * (DEEPEST + 1))) - 1) / 3;
    }

    /** One entry: from tile 0 on, all of them are the same. */
    private static byte[] directory(int length) {
        return message(1, 0, tiles(), length, 1);
    }

    /** Layer {@code water} with one square as large as the tile (Mapbox Vector Tile 2.1). */
    private static byte[] tile() throws IOException {
        byte[] square = message(9, 0, 0, 26, zigzag(EXTENT), 0, 0, zigzag(EXTENT), zigzag(-EXTENT), 0, 15);
        byte[] feature = concat(message(3 << 3, 3), field(4, square));
        byte[] layer = concat(
                message(15 << 3, 2),
                field(1, "water".getBytes(StandardCharsets.UTF_8)),
                field(2, feature),
                message(5 << 3, EXTENT));
        return field(3, layer);
    }

    private static long zigzag(int number) {
        return ((number << 1) ^ (number >> 31)) & 0xFFFF_FFFFL;
    }

    private static byte[] field(int number, byte[] content) throws IOException {
        return concat(message((number << 3) | 2, content.length), content);
    }

    private static byte[] concat(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }

    /** Numbers as variable-length ones. */
    private static byte[] message(long... numbers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (long number : numbers) {
            long left = number;
            while (left > 0x7F) {
                bytes.write((int) ((left & 0x7F) | 0x80));
                left >>>= 7;
            }
            bytes.write((int) left);
        }
        return bytes.toByteArray();
    }
}
