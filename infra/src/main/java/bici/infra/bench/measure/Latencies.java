package bici.infra.bench.measure;

/**
 * How long things took, by buckets that grow by {@value #PER_DOUBLING} steps to a doubling (some 2 % wide), from a
 * microsecond on. Not for more than one thread.
 */
public final class Latencies {
    private static final int PER_DOUBLING = 32;
    private static final int BUCKETS = 32 * PER_DOUBLING;
    private static final double NANOS_PER_MICRO = 1_000;

    private final long[] counts = new long[BUCKETS];
    private long count;
    private long maxNanos;

    public void add(long nanos) {
        double micros = Math.max(1, nanos / NANOS_PER_MICRO);
        int bucket = (int) (Math.log(micros) / Math.log(2) * PER_DOUBLING);
        counts[Math.min(BUCKETS - 1, bucket)]++;
        count++;
        maxNanos = Math.max(maxNanos, nanos);
    }

    public long count() {
        return count;
    }

    public double maxMs() {
        return maxNanos / 1e6;
    }

    /**
     * The upper end of the bucket that holds this share of all, in milliseconds, at most the longest.
     *
     * @param share over 0 and up to 1
     */
    public double percentileMs(double share) {
        if (count == 0) {
            throw new IllegalStateException("nothing was timed");
        }
        long wanted = (long) Math.ceil(count * share);
        long seen = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            seen += counts[bucket];
            if (seen >= wanted) {
                return Math.min(maxMs(), Math.pow(2, (bucket + 1.0) / PER_DOUBLING) / 1_000);
            }
        }
        return maxMs();
    }
}
