package bici.infra.chaos;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** A clock that can be stopped, stepped and set right. Any thread. */
final class SteppedClock extends Clock {
    private final Clock right;
    private volatile State state = new State(Duration.ZERO, Optional.empty());

    private record State(Duration offset, Optional<Instant> stoppedAt) {}

    SteppedClock(Clock right) {
        this.right = right;
    }

    void step(Duration by) {
        state = new State(by, Optional.empty());
    }

    void stop() {
        state = new State(Duration.ZERO, Optional.of(instant()));
    }

    /** Says so from now on and does not move. */
    void stopAt(Instant at) {
        state = new State(Duration.ZERO, Optional.of(at));
    }

    /** Goes on from there. */
    void set(Instant at) {
        step(Duration.between(right.instant(), at));
    }

    void setRight() {
        state = new State(Duration.ZERO, Optional.empty());
    }

    @Override
    public Instant instant() {
        State now = state;
        return now.stoppedAt().orElseGet(() -> right.instant().plus(now.offset()));
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("stations tell the time in one zone");
    }
}
