package bici.infra.demo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/** A sticker's QR code as a camera sees it: small in the picture, turned, grey and grainy. */
public final class QrPicture {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int MODULE = 8;
    private static final int QUIET = 4;
    private static final double TURN = Math.toRadians(7);
    private static final int GRAIN = 12;

    private QrPicture() {}

    /** Writes a film of one picture (YUV4MPEG2), which Chromium's fake camera shows again and again. */
    public static void film(String text, Path file) throws IOException {
        BufferedImage picture = draw(QrCode.of(text));
        byte[] light = new byte[WIDTH * HEIGHT];
        SplittableRandom random = new SplittableRandom(1);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int grey = picture.getRaster().getSample(x, y, 0) + random.nextInt(-GRAIN, GRAIN + 1);
                light[y * WIDTH + x] = (byte) Math.clamp(grey, 16, 235);
            }
        }
        byte[] colour = new byte[WIDTH * HEIGHT / 2];
        Arrays.fill(colour, (byte) 128);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("YUV4MPEG2 W%d H%d F10:1 Ip A1:1 C420jpeg\n"
                    .formatted(WIDTH, HEIGHT)
                    .getBytes(StandardCharsets.US_ASCII));
            out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            out.write(light);
            out.write(colour);
        }
    }

    private static BufferedImage draw(QrCode code) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(new Color(96, 96, 96));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.translate(WIDTH / 2, HEIGHT / 2);
        pen.rotate(TURN);
        int side = (QrCode.SIZE + 2 * QUIET) * MODULE;
        pen.translate(-side / 2, -side / 2);
        pen.setColor(new Color(225, 225, 225));
        pen.fillRect(0, 0, side, side);
        pen.setColor(new Color(40, 40, 40));
        for (int row = 0; row < QrCode.SIZE; row++) {
            for (int column = 0; column < QrCode.SIZE; column++) {
                if (code.isDark(row, column)) {
                    pen.fillRect((column + QUIET) * MODULE, (row + QUIET) * MODULE, MODULE, MODULE);
                }
            }
        }
        pen.dispose();
        return picture;
    }
}
