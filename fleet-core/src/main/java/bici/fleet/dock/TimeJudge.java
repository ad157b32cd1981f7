package bici.fleet.dock;

import bici.fleet.dock.Stamp.ClockQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides when a fact happened. The device's clock is believed as long as it agrees with what its uptime says; a wrong
 * clock is corrected by uptime where the boot is known; old age alone is no fault. What a slow message leaves open is
 * never held against a clock. Pure.
 */
public final class TimeJudge {
    /** Agreement asked of a clock at the moment of a time exchange; by so much at most is a fact later than its arrival. */
    public static final Duration TOLERANCE = Duration.ofSeconds(2);
    /** How far two clocks may drift apart: 100 parts in a million of the time between exchange and fact. */
    static final int DRIFT_DIVISOR = 10_000;

    private TimeJudge() {}

    /**
     * When a fact happened, as far as can be told.
     *
     * @param anchor a moment of the fact's boot that is known by our clock, if that boot ever connected
     */
    public static JudgedTime judge(Stamp stamp, Optional<Anchor> anchor, Instant arrivedAt) {
        return anchor.map(known -> judgeByUptime(stamp, known, arrivedAt))
                .orElseGet(() -> judgeAlone(stamp, arrivedAt));
    }

    private static JudgedTime judgeByUptime(Stamp stamp, Anchor anchor, Instant arrivedAt) {
        Duration sinceAnchor = stamp.uptime().minus(anchor.uptime());
        Instant latest = anchor.at().plus(sinceAnchor);
        Instant earliest = latest.minus(anchor.uncertainty());
        long skewMs = skewMs(stamp.deviceTime(), earliest, latest);
        Duration allowed = TOLERANCE.plus(sinceAnchor.abs().dividedBy(DRIFT_DIVISOR));
        if (Math.abs(skewMs) <= allowed.toMillis() && !isFuture(stamp, arrivedAt)) {
            return new JudgedTime(stamp.deviceTime(), TimeQuality.DEVICE, Optional.of(skewMs));
        }
        Instant corrected = latest.isAfter(arrivedAt) ? arrivedAt : latest;
        return new JudgedTime(corrected, TimeQuality.CORRECTED, Optional.of(skewMs));
    }

    /** How far a clock is from what can be: 0 within. */
    static long skewMs(Instant deviceTime, Instant earliest, Instant latest) {
        if (deviceTime.isAfter(latest)) {
            return Duration.between(latest, deviceTime).toMillis();
        }
        return deviceTime.isBefore(earliest)
                ? Duration.between(earliest, deviceTime).toMillis()
                : 0;
    }

    private static JudgedTime judgeAlone(Stamp stamp, Instant arrivedAt) {
        boolean meaningless = stamp.clock() == ClockQuality.UNSET || isFuture(stamp, arrivedAt);
        return meaningless
                ? new JudgedTime(arrivedAt, TimeQuality.ESTIMATED, Optional.empty())
                : new JudgedTime(stamp.deviceTime(), TimeQuality.UNVERIFIED, Optional.empty());
    }

    private static boolean isFuture(Stamp stamp, Instant arrivedAt) {
        return stamp.deviceTime().isAfter(arrivedAt.plus(TOLERANCE));
    }

    /**
     * {@code uptime} of a boot was reached {@code at} our time, or sooner.
     *
     * @param uncertainty by how much sooner at most: a message is taken to have been under way for as long as it can have
     */
    public record Anchor(Duration uptime, Instant at, Duration uncertainty) {
        public Anchor {
            if (uncertainty.isNegative()) {
                throw new IllegalArgumentException("an uncertainty is never negative: " + uncertainty);
            }
        }

        /** A birth's own word; what judges is that of the first birth of its boot. */
        public static Anchor of(Birth birth) {
            return birth.clock().anchor();
        }
    }

    /**
     * A moment and where it comes from.
     *
     * @param at when the fact happened as far as we know
     * @param skewMs device time minus ours, where there is something to compare with
     */
    public record JudgedTime(Instant at, TimeQuality quality, Optional<Long> skewMs) {}

    /** Where a judged time comes from. */
    public enum TimeQuality {
        /** The device's own, in agreement with its uptime. */
        DEVICE,
        /** The device's own, with nothing to compare it with. */
        UNVERIFIED,
        /** From uptime, against the device's clock. */
        CORRECTED,
        /** From its arrival: only an upper bound. */
        ESTIMATED
    }
}
