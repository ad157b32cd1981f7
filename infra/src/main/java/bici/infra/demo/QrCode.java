package bici.infra.demo;

import java.nio.charset.StandardCharsets;

/**
 * A QR code of version 3, level L (ISO/IEC 18004): up to 53 bytes, enough for an address of this machine with a printed
 * code. Always mask 0, which every reader takes.
 */
final class QrCode {
    static final int SIZE = 29;
    private static final int MOST_BYTES = 53;
    private static final int DATA = 55;
    private static final int CHECKS = 15;
    private static final int ALIGNMENT = 22;
    /** Level L, mask 0, with its BCH remainder and the standard's mask. */
    private static final int FORMAT = 0b111011111000100;

    private static final int FIELD = 0x11D;

    private final boolean[][] dark = new boolean[SIZE][SIZE];
    private final boolean[][] taken = new boolean[SIZE][SIZE];

    private QrCode() {}

    /** @throws IllegalArgumentException for more than 53 bytes */
    static QrCode of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("more than " + MOST_BYTES + " bytes: " + bytes.length);
        }
        QrCode code = new QrCode();
        code.drawPatterns();
        code.drawData(withChecks(data(bytes)));
        return code;
    }

    boolean isDark(int row, int column) {
        return dark[row][column];
    }

    /** A picture with the four white modules around it that readers need. */
    String toSvg() {
        StringBuilder path = new StringBuilder();
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column < SIZE; column++) {
                if (dark[row][column]) {
                    path.append('M')
                            .append(column + 4)
                            .append(' ')
                            .append(row + 4)
                            .append("h1v1h-1z");
                }
            }
        }
        int side = SIZE + 8;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side + "\" width=\"222\""
                + " height=\"222\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + side + "v" + side
                + "h-" + side + "z\"/><path d=\"" + path + "\"/></svg>";
    }

    /** Mode, length, bytes, end, padding. */
    private static int[] data(byte[] bytes) {
        int[] words = new int[DATA];
        int at = 0;
        int[] nibbles = new int[2 * DATA];
        nibbles[at++] = 0b0100;
        nibbles[at++] = bytes.length >> 4;
        nibbles[at++] = bytes.length & 0xF;
        for (byte one : bytes) {
            nibbles[at++] = (one & 0xFF) >> 4;
            nibbles[at++] = one & 0xF;
        }
        int used = (at + 2) / 2;
        for (int i = 0; i < DATA; i++) {
            boolean padding = i >= used;
            words[i] = padding ? (i - used) % 2 == 0 ? 0xEC : 0x11 : nibbles[2 * i] << 4 | nibbles[2 * i + 1];
        }
        return words;
    }

    private static int[] withChecks(int[] data) {
        int[] generator = generator();
        int[] rest = new int[CHECKS];
        for (int word : data) {
            int factor = word ^ rest[0];
            System.arraycopy(rest, 1, rest, 0, CHECKS - 1);
            rest[CHECKS - 1] = 0;
            for (int i = 0; i < CHECKS; i++) {
                rest[i] ^= times(generator[i], factor);
            }
        }
        int[] all = new int[DATA + CHECKS];
        System.arraycopy(data, 0, all, 0, DATA);
        System.arraycopy(rest, 0, all, DATA, CHECKS);
        return all;
    }

    /** The product of (x - 2^i), without its leading 1. */
    private static int[] generator() {
        int[] product = new int[CHECKS];
        product[CHECKS - 1] = 1;
        int root = 1;
        for (int i = 0; i < CHECKS; i++) {
            for (int j = 0; j < CHECKS; j++) {
                product[j] = times(product[j], root) ^ (j + 1 < CHECKS ? product[j + 1] : 0);
            }
            root = times(root, 2);
        }
        return product;
    }

    private static int times(int a, int b) {
        int product = 0;
        for (int bit = 7; bit >= 0; bit--) {
            product = product << 1 ^ (product >> 7) * FIELD;
            product ^= (b >> bit & 1) * a;
        }
        return product;
    }

    private void drawPatterns() {
        for (int i = 0; i < SIZE; i++) {
            set(6, i, i % 2 == 0);
            set(i, 6, i % 2 == 0);
        }
        drawFinder(3, 3);
        drawFinder(3, SIZE - 4);
        drawFinder(SIZE - 4, 3);
        for (int row = -2; row <= 2; row++) {
            for (int column = -2; column <= 2; column++) {
                int ring = Math.max(Math.abs(row), Math.abs(column));
                set(ALIGNMENT + row, ALIGNMENT + column, ring != 1);
            }
        }
        drawFormat();
    }

    private void drawFinder(int middleRow, int middleColumn) {
        for (int row = -4; row <= 4; row++) {
            for (int column = -4; column <= 4; column++) {
                int ring = Math.max(Math.abs(row), Math.abs(column));
                if (inside(middleRow + row) && inside(middleColumn + column)) {
                    set(middleRow + row, middleColumn + column, ring != 2 && ring != 4);
                }
            }
        }
    }

    private void drawFormat() {
        for (int i = 0; i < 15; i++) {
            boolean bit = (FORMAT >> i & 1) == 1;
            int skipped = i < 6 ? i : i < 8 ? i + 1 : SIZE - 15 + i;
            set(skipped, 8, bit);
            int along = i < 8 ? SIZE - 1 - i : i < 9 ? 7 : 14 - i;
            set(8, along, bit);
        }
        set(SIZE - 8, 8, true);
    }

    private void drawData(int[] words) {
        int bit = 0;
        for (int right = SIZE - 1; right > 0; right -= 2) {
            if (right == 6) {
                right--;
            }
            boolean up = (right + 1 & 2) == 0;
            for (int step = 0; step < SIZE; step++) {
                int row = up ? SIZE - 1 - step : step;
                for (int column = right; column > right - 2; column--) {
                    if (!taken[row][column]) {
                        boolean masked = (row + column) % 2 == 0;
                        dark[row][column] = bitOf(words, bit) ^ masked;
                        bit++;
                    }
                }
            }
        }
    }

    /** Past the last word are zeros. */
    private static boolean bitOf(int[] words, int bit) {
        if (bit >= words.length * 8) {
            return false;
        }
        int shift = 7 - bit % 8;
        return ((words[bit / 8] >> shift) & 1) == 1;
    }

    private static boolean inside(int at) {
        return at >= 0 && at < SIZE;
    }

    private void set(int row, int column, boolean value) {
        dark[row][column] = value;
        taken[row][column] = true;
    }
}
