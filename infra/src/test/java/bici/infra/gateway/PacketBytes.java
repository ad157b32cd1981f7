package bici.infra.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Packets of MQTT put together byte by byte, as no library would. */
final class PacketBytes {
    private static final int MORE = 0x80;

    private PacketBytes() {}

    /** First byte, Remaining Length, and these. */
    static byte[] packet(int first, byte[]... body) {
        byte[] rest = join(body);
        return join(bytes(first), integer(rest.length), rest);
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** A UTF-8 Encoded String. */
    static byte[] text(String text) {
        return binary(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Binary Data, or a string that is none. */
    static byte[] binary(byte[] data) {
        return join(bytes(data.length >> 8, data.length & 0xFF), data);
    }

    /** A Variable Byte Integer. */
    static byte[] integer(int value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int left = value;
        while (left >= MORE) {
            out.write((left % MORE) | MORE);
            left /= MORE;
        }
        out.write(left);
        return out.toByteArray();
    }

    /** With their length before them; nothing for 3.1.1. */
    static byte[] properties(Mqtt version, byte[]... properties) {
        byte[] all = join(properties);
        return version == Mqtt.V5 ? join(integer(all.length), all) : bytes();
    }

    /** A CONNECT of this station, with these flags, properties, and what follows the client id. */
    static byte[] connect(Mqtt version, String station, int flags, byte[] properties, byte[]... payload) {
        return packet(
                0x10,
                text("MQTT"),
                bytes(version == Mqtt.V5 ? 5 : 4, flags, 0, 60),
                version == Mqtt.V5 ? join(integer(properties.length), properties) : bytes(),
                text(station),
                join(payload));
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
