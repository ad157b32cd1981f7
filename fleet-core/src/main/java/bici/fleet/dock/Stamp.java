package bici.fleet.dock;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When a station says a fact happened.
 *
 * @param deviceTime the station's clock as journalled, never corrected, to the millisecond; from 1970 to 9999
 * @param uptime of the boot the fact happened in, by the monotonic clock
 * @param boot counts the station's starts, from 1
 */
public record Stamp(Instant deviceTime, Duration uptime, int boot, ClockQuality clock, boolean offline) {
    /** The first moment that four digits of a year cannot say. */
    public static final Instant END_OF_TIME = Instant.parse("+10000-01-01T00:00:00Z");

    public Stamp {
        if (deviceTime.isBefore(Instant.EPOCH) || !deviceTime.isBefore(END_OF_TIME)) {
            throw new IllegalArgumentException("a device time lies in the years 1970 to 9999: " + deviceTime);
        }
        deviceTime = deviceTime.truncatedTo(ChronoUnit.MILLIS);
        if (boot < 1) {
            throw new IllegalArgumentException("boot counts from 1: " + boot);
        }
        if (uptime.isNegative()) {
            throw new IllegalArgumentException("uptime is never negative: " + uptime);
        }
    }

    /** What the station itself thinks of its clock. */
    public enum ClockQuality {
        /** Set by a time exchange in this boot. */
        SYNCED,
        /** Kept by the battery since an earlier boot. */
        HELD,
        /** Never set: the date is meaningless. */
        UNSET
    }
}
