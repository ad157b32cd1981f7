package bici.gateway.limits;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Growing waits: doubled from {@code from} to {@code to}, each spread over its upper half so that many do not meet. */
public record Backoff(Duration from, Duration to) {
    private static final int MAX_DOUBLINGS = 20;

    /**
     * The wait before the next try.
     *
     * @param attempt 0 for the first wait
     * @return between half and all of {@code from * 2^attempt}, at most {@code to}
     */
    public Duration wait(int attempt, RandomGenerator random) {
        long whole = Math.min(to.toMillis(), from.toMillis() << Math.min(attempt, MAX_DOUBLINGS));
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}
