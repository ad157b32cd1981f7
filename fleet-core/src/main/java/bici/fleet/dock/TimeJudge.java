package bici.fleet.dock;

import bici.fleet.dock.Stamp.ClockQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides when a fact happened. What a station says of its clocks is a claim: its calendar is believed as long as it
 * agrees with what its uptime says, a wrong one is corrected by uptime, and neither is believed where the fact would have
 * happened before something that its station did earlier or after something that it did later. Old age alone is no fault.
 * What a slow message leaves open is never held against a clock. Pure.
 */
public final class TimeJudge {
    /** Agreement asked of a clock at the moment of a time exchange; by so much at most is a fact later than its arrival. */
    public static final Duration TOLERANCE = Duration.ofSeconds(2);
    /** How far two clocks may drift apart: 100 parts in a million of the time between exchange and fact. */
    static final int DRIFT_DIVISOR = 10_000;
    /** So soon after it happened a fact arrives that was told on line, at the latest. */
    static final Duration PROMPT = Duration.ofSeconds(30);

    private TimeJudge() {}

    /**
     * When a fact happened where its calendar agrees with its uptime, which is so for nearly all.
     *
     * @param sequence of the fact in its journal
     * @param clock what is known of its boot
     */
    public static Optional<JudgedTime> judgeByAgreement(
            Stamp stamp, long sequence, BootClock clock, Instant arrivedAt) {
        return isFuture(stamp, arrivedAt)
                ? Optional.empty()
                : clock.around(sequence).stream()
                        .filter(anchor -> agrees(stamp, anchor))
                        .findFirst()
                        .map(anchor -> new JudgedTime(
                                stamp.deviceTime(), TimeQuality.DEVICE, Optional.of(skewMs(stamp, anchor))));
    }

    /**
     * When a fact happened, as far as can be told. In this order: the calendar that agrees with uptime; uptime, unless it is
     * disputed; the calendar alone; and else only its bounds.
     *
     * @param sequence of the fact in its journal
     * @param clock what is known of its boot
     * @param window what is known without its own clocks
     */
    public static JudgedTime judge(Stamp stamp, long sequence, BootClock clock, Window window) {
        Instant arrivedAt = window.arrivedAt();
        List<Anchor> anchors = clock.around(sequence);
        Optional<Long> skew = anchors.isEmpty() ? Optional.empty() : Optional.of(skewMs(stamp, anchors.getFirst()));
        Optional<JudgedTime> corrected = anchors.stream()
                .filter(anchor -> window.admits(byUptime(stamp, anchor, arrivedAt), slack(stamp, anchor)))
                .findFirst()
                .map(anchor -> new JudgedTime(
                        byUptime(stamp, anchor, arrivedAt), TimeQuality.CORRECTED, Optional.of(skewMs(stamp, anchor))));
        boolean disputed =
                isPlausible(stamp, window) && (anchors.size() > 1 || isToldWithin(TOLERANCE, stamp, arrivedAt));
        return judgeByAgreement(stamp, sequence, clock, arrivedAt)
                .or(() -> corrected.filter(judged -> !disputed))
                .or(() -> Optional.of(byCalendar(stamp, corrected.isEmpty() && !anchors.isEmpty(), skew, arrivedAt))
                        .filter(judged -> isPlausible(stamp, window)))
                .orElseGet(() -> new JudgedTime(
                        window.latest(),
                        TimeQuality.ESTIMATED,
                        skew,
                        window.earliest().filter(bound -> bound.isBefore(window.latest()))));
    }

    /** Where uptime says what cannot be, a calendar that was set and agrees with the arrival is as good as one that agrees with it. */
    private static JudgedTime byCalendar(Stamp stamp, boolean uptimeIsVoid, Optional<Long> skew, Instant arrivedAt) {
        return uptimeIsVoid && isToldWithin(PROMPT, stamp, arrivedAt)
                ? new JudgedTime(stamp.deviceTime(), TimeQuality.DEVICE, Optional.of(0L))
                : new JudgedTime(stamp.deviceTime(), TimeQuality.UNVERIFIED, skew);
    }

    /** Was it told on line, by a calendar that was set, so soon after what that calendar says? */
    private static boolean isToldWithin(Duration time, Stamp stamp, Instant arrivedAt) {
        return stamp.clock() == ClockQuality.SYNCED
                && !stamp.offline()
                && !stamp.deviceTime().isBefore(arrivedAt.minus(time))
                && !isFuture(stamp, arrivedAt);
    }

    /** When a birth was sent: by the anchor of its own segment, with which it agrees. */
    public static Instant judgeBirth(Stamp stamp, Anchor anchor, Instant arrivedAt) {
        return agrees(stamp, anchor) && !isFuture(stamp, arrivedAt)
                ? stamp.deviceTime()
                : byUptime(stamp, anchor, arrivedAt);
    }

    private static boolean agrees(Stamp stamp, Anchor anchor) {
        return Math.abs(skewMs(stamp, anchor)) <= slack(stamp, anchor).toMillis();
    }

    private static Duration slack(Stamp stamp, Anchor anchor) {
        return allowed(stamp.uptime().minus(anchor.uptime()));
    }

    /** How far two clocks may be apart after they went on by so much. */
    static Duration allowed(Duration since) {
        return TOLERANCE.plus(since.abs().dividedBy(DRIFT_DIVISOR));
    }

    private static Instant byUptime(Stamp stamp, Anchor anchor, Instant arrivedAt) {
        Instant latest = anchor.latest(stamp.uptime());
        return latest.isAfter(arrivedAt) ? arrivedAt : latest;
    }

    private static boolean isPlausible(Stamp stamp, Window window) {
        return stamp.clock() != ClockQuality.UNSET
                && !isFuture(stamp, window.arrivedAt())
                && window.admits(stamp.deviceTime(), TOLERANCE);
    }

    private static boolean isFuture(Stamp stamp, Instant arrivedAt) {
        return stamp.deviceTime().isAfter(arrivedAt.plus(TOLERANCE));
    }

    private static long skewMs(Stamp stamp, Anchor anchor) {
        Instant latest = anchor.latest(stamp.uptime());
        return skewMs(stamp.deviceTime(), latest.minus(anchor.uncertainty()), latest);
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

    /**
     * Between what a fact happened, whatever its own clocks say.
     *
     * @param earliest when its station did something that came before it, if known
     * @param latest when its station did something that came after it, at most the arrival
     * @param arrivedAt when we had it
     */
    public record Window(Optional<Instant> earliest, Instant latest, Instant arrivedAt) {
        public Window {
            latest = latest.isAfter(arrivedAt) ? arrivedAt : latest;
        }

        boolean admits(Instant at, Duration slack) {
            return !at.isAfter(latest.plus(slack))
                    && earliest.filter(bound -> at.isBefore(bound.minus(slack))).isEmpty();
        }
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

        /** When this uptime of the same boot was reached, at the latest. */
        Instant latest(Duration reached) {
            return at.plus(reached.minus(uptime));
        }

        /** A birth's own word. */
        public static Anchor of(Birth birth) {
            return birth.clock().anchor();
        }
    }

    /**
     * A moment and where it comes from.
     *
     * @param at when the fact happened as far as we know
     * @param skewMs device time minus ours, where there is something to compare with
     * @param earliest of an estimated time: it happened no sooner, and no later than {@code at}
     */
    public record JudgedTime(Instant at, TimeQuality quality, Optional<Long> skewMs, Optional<Instant> earliest) {
        /** One that its clocks tell. */
        public JudgedTime(Instant at, TimeQuality quality, Optional<Long> skewMs) {
            this(at, quality, skewMs, Optional.empty());
        }
    }

    /** Where a judged time comes from. */
    public enum TimeQuality {
        /** The device's own, in agreement with its uptime. */
        DEVICE,
        /** The device's own, with nothing to compare it with. */
        UNVERIFIED,
        /** From uptime, against the device's clock. */
        CORRECTED,
        /** Its clocks tell nothing that can be: it happened no later than this. */
        ESTIMATED
    }
}
