package bici.infra.bench.load;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Cuts what a server sends into MQTT packets. One connection, one thread. */
final class PacketReader {
    private final Listener listener;
    private Buffer rest = Buffer.buffer();

    /** Told of each packet, in order. */
    interface Listener {
        /** Of CONNACK the return code, of PUBACK and SUBACK the packet id, of others 0. */
        void control(int type, int value);

        /** A message; its packet id is 0 when no acknowledgement is wanted. */
        void published(String topic, String payload, int packetId);
    }

    PacketReader(Listener listener) {
        this.listener = listener;
    }

    void read(Buffer came) {
        Buffer all = rest.length() == 0 ? came : rest.appendBuffer(came);
        int at = 0;
        while (true) {
            int end = endOfPacket(all, at);
            if (end < 0) {
                break;
            }
            packet(all, at, end);
            at = end;
        }
        rest = at == all.length() ? Buffer.buffer() : all.getBuffer(at, all.length());
    }

    /** Where the packet that begins there ends, or -1 when it is not whole yet. */
    private static int endOfPacket(Buffer all, int from) {
        int length = 0;
        int at = from + 1;
        for (int shift = 0; at < all.length(); shift += 7) {
            int digit = all.getUnsignedByte(at++);
            length |= (digit & 127) << shift;
            if (digit < 128) {
                return at + length <= all.length() ? at + length : -1;
            }
        }
        return -1;
    }

    private void packet(Buffer all, int from, int end) {
        int first = all.getUnsignedByte(from);
        int body = from + 1;
        while (all.getUnsignedByte(body) >= 128) {
            body++;
        }
        body++;
        int type = first & 0xF0;
        switch (type) {
            case Packets.PUBLISH -> publish(all, first, body, end);
            case Packets.CONNACK -> listener.control(type, all.getUnsignedByte(body + 1));
            case Packets.PUBACK, Packets.SUBACK -> listener.control(type, all.getUnsignedShort(body));
            default -> listener.control(type, 0);
        }
    }

    private void publish(Buffer all, int first, int body, int end) {
        int topicEnd = body + 2 + all.getUnsignedShort(body);
        String topic = all.getString(body + 2, topicEnd, "UTF-8");
        boolean acknowledged = (first & 6) != 0;
        int packetId = acknowledged ? all.getUnsignedShort(topicEnd) : 0;
        byte[] payload = all.getBytes(acknowledged ? topicEnd + 2 : topicEnd, end);
        listener.published(topic, new String(payload, StandardCharsets.UTF_8), packetId);
    }
}
