package bici.infra;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's clock, turned by a test, which need not wait for what grows old. Any thread. */
public final class TurnedClock extends Clock {
    private volatile Duration turned = Duration.ZERO;

    /** Ahead of the machine's clock by so much from now on; not more by each call. */
    public void turn(Duration ahead) {
        turned = ahead;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(turned);
    }
}
