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

    /** A message on a link that lives is under way for less: the gateway closes one on which nothing was heard for so long. */
    static final Duration UNDER_WAY = Duration.ofSeconds(150);

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
     * When a fact happened, as far as can be told. In this order: the calendar that agrees with uptime; uptime, unless births
     * before and after the fact contradict each other or, until they confirm it, the arrival of what was told on line disputes
     * it; the calendar alone; and else only its bounds.
     *
     * @param sequence of the fact in its journal
     * @param clock what is known of its boot
     * @param window what is known without its own clocks
     */
    public static JudgedTime judge(Stamp stamp, long sequence, BootClock clock, Window window) {
        Instant arrivedAt = window.arrivedAt();
        List<Anchor> anchors = clock.around(sequence);
        Optional<Long> skew = anchors.isEmpty() ? Optional.empty() : Optional.of(skewMs(stamp, anchors.getFirst()));
        boolean confirmed = clock.isConfirmed(sequence);
        Optional<JudgedTime> corrected = anchors.stream()
                .filter(anchor -> window.admits(anchor, stamp.uptime(), slack(stamp, anchor)))
                .findFirst()
                .map(anchor -> byUptime(stamp, anchor, arrivedAt, confirmed));
        boolean disputed = anchors.size() > 1
                || (!confirmed
                        && !stamp.offline()
                        && (isToldLate(stamp, anchors, arrivedAt)
                                || (isPlausible(stamp, window) && isToldPromptly(stamp, arrivedAt))));
        return judgeByAgreement(stamp, sequence, clock, arrivedAt)
                .or(() -> corrected.filter(judged -> !disputed))
                .or(() -> Optional.of(new JudgedTime(stamp.deviceTime(), TimeQuality.UNVERIFIED, skew))
                        .filter(judged -> isPlausible(stamp, window)))
                .orElseGet(() -> new JudgedTime(
                        window.latest(),
                        TimeQuality.ESTIMATED,
                        skew,
                        window.earliest().filter(bound -> bound.isBefore(window.latest()))));
    }

    /** Was it told on line, by a calendar that was set, at the moment that this calendar says? */
    private static boolean isToldPromptly(Stamp stamp, Instant arrivedAt) {
        return stamp.clock() == ClockQuality.SYNCED
                && !stamp.offline()
                && !stamp.deviceTime().isBefore(arrivedAt.minus(TOLERANCE))
                && !isFuture(stamp, arrivedAt);
    }

    /** Is uptime so far behind, for a fact told on line, that it may have stood still? */
    private static boolean isToldLate(Stamp stamp, List<Anchor> anchors, Instant arrivedAt) {
        return anchors.stream().allMatch(anchor -> anchor.latest(stamp.uptime()).isBefore(arrivedAt.minus(UNDER_WAY)));
    }

    /** Uptime is sure where births on both sides confirm it, or the arrival of a fact that was told on line. */
    private static JudgedTime byUptime(Stamp stamp, Anchor anchor, Instant arrivedAt, boolean confirmed) {
        TimeQuality quality = confirmed || !stamp.offline() ? TimeQuality.CORRECTED : TimeQuality.UNVERIFIED;
        return new JudgedTime(byUptime(stamp, anchor, arrivedAt), quality, Optional.of(skewMs(stamp, anchor)));
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

        /** Can it have happened when an uptime was reached? */
        boolean admits(Anchor anchor, Duration uptime, Duration slack) {
            Instant atTheLatest = anchor.latest(uptime);
            return !atTheLatest.minus(anchor.uncertainty()).isAfter(latest.plus(slack))
                    && earliest.filter(bound -> atTheLatest.isBefore(bound.minus(slack)))
                            .isEmpty();
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
        /** By one of the device's clocks alone, with nothing to compare it with. */
        UNVERIFIED,
        /** From uptime, against the device's calendar. */
        CORRECTED,
        /** Its clocks tell nothing that can be: it happened no later than this. */
        ESTIMATED
    }
}
