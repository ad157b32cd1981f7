package bici.infra.bench.load;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** MQTT 3.1.1 packets by hand: a client library would cost more than the server under test. */
final class Packets {
    static final int CONNACK = 0x20;
    static final int PUBLISH = 0x30;
    static final int PUBACK = 0x40;
    static final int SUBACK = 0x90;

    private static final int CONNECT_TYPE = 0x10;
    private static final int SUBSCRIBE_TYPE = 0x82;
    private static final int PUBLISH_QOS_1 = 0x32;
    private static final int CLEAN_SESSION = 2;
    private static final int KEEP_ALIVE_SECONDS = 60;

    private static final Buffer PING = Buffer.buffer(new byte[] {(byte) 0xC0, 0});

    private Packets() {}

    static Buffer ping() {
        return PING;
    }

    static Buffer connect(String clientId) {
        byte[] id = utf8(clientId);
        Buffer packet = head(CONNECT_TYPE, 12 + id.length);
        string(packet, utf8("MQTT"));
        packet.appendByte((byte) 4).appendByte((byte) CLEAN_SESSION).appendShort((short) KEEP_ALIVE_SECONDS);
        return string(packet, id);
    }

    static Buffer subscribe(String filter) {
        byte[] bytes = utf8(filter);
        Buffer packet = head(SUBSCRIBE_TYPE, 5 + bytes.length).appendShort((short) 1);
        return string(packet, bytes).appendByte((byte) 1);
    }

    /** At least once. */
    static void appendPublish(Buffer to, byte[] topic, int packetId, byte[] payload) {
        to.appendByte((byte) PUBLISH_QOS_1);
        appendLength(to, 4 + topic.length + payload.length);
        to.appendShort((short) topic.length)
                .appendBytes(topic)
                .appendShort((short) packetId)
                .appendBytes(payload);
    }

    static Buffer acknowledge(int packetId) {
        return Buffer.buffer(4).appendByte((byte) PUBACK).appendByte((byte) 2).appendShort((short) packetId);
    }

    private static Buffer head(int type, int length) {
        Buffer packet = Buffer.buffer(length + 4).appendByte((byte) type);
        appendLength(packet, length);
        return packet;
    }

    private static void appendLength(Buffer to, int length) {
        int left = length;
        while (left >= 128) {
            to.appendByte((byte) (left % 128 | 128));
            left /= 128;
        }
        to.appendByte((byte) left);
    }

    private static Buffer string(Buffer to, byte[] text) {
        return to.appendShort((short) text.length).appendBytes(text);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
