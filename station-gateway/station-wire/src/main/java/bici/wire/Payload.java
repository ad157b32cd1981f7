package bici.wire;

import java.nio.ByteBuffer;

/** The bytes of one message, not copied when the buffer has an array. */
record Payload(byte[] array, int offset, int length) {
    static Payload of(ByteBuffer buffer) {
        if (buffer.hasArray()) {
            return new Payload(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return new Payload(copy, 0, copy.length);
    }

    /** Bytes {@code from} to {@code to} (excluded) of the message, read-only. */
    ByteBuffer slice(int from, int to) {
        return ByteBuffer.wrap(array, offset + from, to - from).slice().asReadOnlyBuffer();
    }

    ByteBuffer all() {
        return slice(0, length);
    }
}
