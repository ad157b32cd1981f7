package bici.simulator.station;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: longer each time, and never the same for all. */
final class Backoff {
    private final Limits limits;
    private final RandomGenerator random;
    private int attempts;

    /** The shortest and the longest wait, jitter aside. */
    record Limits(Duration first, Duration longest) {}

    Backoff(Limits limits, RandomGenerator random) {
        this.limits = limits;
        this.random = random;
    }

    /** Between half and all of what doubles with every attempt. */
    Duration next() {
        long doubled = limits.first().toMillis() << Math.min(attempts++, 20);
        long longestMs = Math.min(doubled, limits.longest().toMillis());
        return Duration.ofMillis(longestMs / 2 + random.nextLong(longestMs / 2 + 1));
    }

    void succeeded() {
        attempts = 0;
    }
}
