package bici.simulator.replay;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a packed file unpacks to, up to a size that no trip file reaches: those are ten to twenty times as large as
 * packed.
 */
class Bounded extends FilterInputStream {
    private static final long ALWAYS_ALLOWED = 64L << 20;
    private static final long TIMES = 200;

    private final String name;
    private final long most;
    private long read;

    /** @param packed how many bytes it is packed */
    Bounded(InputStream in, String name, long packed) {
        super(in);
        this.name = name;
        this.most = ALWAYS_ALLOWED + TIMES * packed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int got = super.read(into, offset, length);
        read += Math.max(0, got);
        if (read > most) {
            throw new BadInput(name + ": unpacks to more than " + (most >> 20) + " MiB, over " + TIMES
                    + " times its packed size: not a trip file");
        }
        return got;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 8_192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
