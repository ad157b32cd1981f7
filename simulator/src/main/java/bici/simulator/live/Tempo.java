package bici.simulator.live;

import java.time.Duration;

/**
 * How much faster than life people want and ride. Clocks are never compressed: a ride of twelve minutes at tempo 60 takes
 * twelve seconds, and is recorded as twelve seconds.
 */
public record Tempo(double factor) {
    private static final Duration SHORTEST = Duration.ofMillis(200);

    public Tempo {
        if (!(factor >= 1) || factor > 3_600) {
            throw new IllegalArgumentException("a tempo is 1 to 3600: " + factor);
        }
    }

    /** What it takes here. */
    public Duration of(Duration inLife) {
        Duration here = Duration.ofNanos((long) (inLife.toNanos() / factor));
        return here.compareTo(SHORTEST) < 0 ? SHORTEST : here;
    }
}
