package bici.infra.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our time: the machine's calendar at the start, then as fast as its timer. When the calendar is stepped, this clock
 * approaches it by 500 parts in a million, the most that {@code ntp_adjtime} slews, so that arrivals stay in order and
 * deadlines keep their length. A calendar that is ahead by more than any correction of a running clock, as after the machine
 * was suspended, is followed at once; never back. Safe from any thread.
 */
public final class SteadyClock extends Clock {
    private static final Logger LOG = LoggerFactory.getLogger(SteadyClock.class);

    private static final int SLEW_DIVISOR = 2_000;
    /** Between two looks at the calendar. */
    private static final long LOOK_NANOS = 1_000_000;
    /** A calendar that is ahead by more has not been corrected: we have stood still. */
    private static final Duration SUSPENDED = Duration.ofMinutes(15);
    /** From here on it is said, once. */
    private static final Duration OFF = Duration.ofSeconds(2);

    private final Clock wall;
    private final LongSupplier nanoTime;
    private Instant now;
    private long nowNanos;
    private boolean off;

    public SteadyClock() {
        this(Clock.systemUTC(), System::nanoTime);
    }

    /**
     * Over other clocks.
     *
     * @param nanoTime goes on evenly, such as {@code System::nanoTime}
     */
    public SteadyClock(Clock wall, LongSupplier nanoTime) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.now = wall.instant();
        this.nowNanos = nanoTime.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        long elapsed = nanoTime.getAsLong() - nowNanos;
        Instant even = now.plusNanos(elapsed);
        if (elapsed < LOOK_NANOS) {
            return even;
        }
        now = approach(even, Duration.ofNanos(elapsed / SLEW_DIVISOR));
        nowNanos += elapsed;
        return now;
    }

    private Instant approach(Instant even, Duration most) {
        Instant calendar = wall.instant();
        Duration difference = Duration.between(even, calendar);
        if (difference.compareTo(SUSPENDED) > 0) {
            LOG.warn("the machine's calendar is ahead by {}: followed at once", difference);
            return calendar;
        }
        say(difference);
        if (difference.compareTo(most) > 0) {
            return even.plus(most);
        }
        return difference.compareTo(most.negated()) < 0 ? even.minus(most) : calendar;
    }

    private void say(Duration difference) {
        boolean offNow = difference.abs().compareTo(OFF) > 0;
        if (offNow && !off) {
            LOG.warn(
                    "the machine's calendar was stepped by {}: approached slowly; a restart takes it as it is",
                    difference);
        } else if (off && !offNow) {
            LOG.info("the machine's calendar is reached again");
        }
        off = offNow;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("our time is UTC");
    }
}
