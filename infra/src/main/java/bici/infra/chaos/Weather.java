package bici.infra.chaos;

import java.time.Duration;

/**
 * How a link behaves.
 *
 * @param delay every piece is held so long
 * @param jitter and up to so much longer
 * @param bytesPerSecond 0 is as fast as it goes
 * @param slice bytes of a piece at most, 0 is whatever came
 */
record Weather(Duration delay, Duration jitter, int bytesPerSecond, int slice) {
    static final Weather CALM = new Weather(Duration.ZERO, Duration.ZERO, 0, 0);

    static Weather delayed(Duration delay, Duration jitter) {
        return new Weather(delay, jitter, 0, 0);
    }

    static Weather throttled(int bytesPerSecond) {
        return new Weather(Duration.ZERO, Duration.ZERO, bytesPerSecond, 0);
    }

    static Weather sliced(int bytes) {
        return new Weather(Duration.ZERO, Duration.ZERO, 0, bytes);
    }
}
