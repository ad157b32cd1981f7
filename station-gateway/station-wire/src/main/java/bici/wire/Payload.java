package bici.wire;

import java.nio.ByteBuffer;

/** The bytes of one message, not copied when the buffer has an array. */
final class Payload {
    private final byte[] array;
    private final int offset;
    private final int length;

    private Payload(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    static Payload of(ByteBuffer buffer) {
        if (buffer.hasArray()) {
            return new Payload(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return new Payload(copy, 0, copy.length);
    }

    /** Holds the message from {@link #offset} for {@link #length} bytes, and perhaps others' bytes around it. */
    byte[] array() {
        return array;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    /** Bytes {@code from} to {@code to} (excluded) of the message, read-only. */
    ByteBuffer slice(int from, int to) {
        return ByteBuffer.wrap(array, offset + from, to - from).slice().asReadOnlyBuffer();
    }

    ByteBuffer all() {
        return slice(0, length);
    }
}
