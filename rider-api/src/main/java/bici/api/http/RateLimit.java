package bici.api.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * So many requests in so long, per key, as a bucket that refills evenly. Safe from any thread. Remembers
 * {@value #MAX_KEYS} keys at most, forgetting those longest unseen. Counts in this process only: what must hold over all
 * nodes (codes, wrong codes, unlocks) is counted in the database as well.
 */
public final class RateLimit {
    private static final int MAX_KEYS = 100_000;

    private final int most;
    private final Duration refill;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param most at once, and within {@code refill} when asked evenly
     */
    public RateLimit(int most, Duration refill, Clock clock) {
        if (most < 1) {
            throw new IllegalArgumentException("a limit is at least 1: " + most);
        }
        this.most = most;
        this.refill = refill;
        this.clock = clock;
    }

    private record Bucket(double left, Instant at) {}

    /** Takes one; how long to wait when there is none left. */
    public synchronized Optional<Duration> take(String key) {
        Instant now = clock.instant();
        Bucket bucket = buckets.get(key);
        double left = bucket == null ? most : Math.min(most, bucket.left() + gained(bucket.at(), now));
        if (left < 1) {
            buckets.put(key, new Bucket(left, now));
            double missing = (1 - left) * refill.toMillis() / most;
            return Optional.of(Duration.ofMillis((long) missing).plusSeconds(1));
        }
        buckets.put(key, new Bucket(left - 1, now));
        if (buckets.size() > MAX_KEYS) {
            buckets.remove(buckets.keySet().iterator().next());
        }
        return Optional.empty();
    }

    /** How many at once. */
    public int most() {
        return most;
    }

    private double gained(Instant from, Instant until) {
        long millis = Math.max(0, Duration.between(from, until).toMillis());
        return (double) millis * most / refill.toMillis();
    }
}
