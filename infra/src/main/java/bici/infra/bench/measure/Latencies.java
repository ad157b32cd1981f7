package bici.infra.bench.measure;

import java.util.Arrays;

/**
 * How long each of many things took. Every value is kept, some hundred thousand at most, so that a percentile is one that
 * was measured and not a bucket's edge. For one thread at a time.
 */
public final class Latencies {
    private static final double NANOS_A_MILLI = 1e6;

    private long[] nanos = new long[1_024];
    private int count;

    public void add(long tookNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = tookNanos;
    }

    public int count() {
        return count;
    }

    /** What was added so far, as a thing of its own; here nothing is left. */
    public Latencies drain() {
        Latencies all = new Latencies();
        all.nanos = nanos;
        all.count = count;
        nanos = new long[1_024];
        count = 0;
        return all;
    }

    /**
     * The smallest measured time that so many percent of all do not exceed, in milliseconds.
     *
     * @throws IllegalStateException when nothing was measured
     */
    public double millis(double percent) {
        if (count == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * count);
        return sorted[Math.clamp(rank, 1, count) - 1] / NANOS_A_MILLI;
    }
}
