package bici.fleet.dock;

import bici.fleet.dock.TimeJudge.Anchor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What births tell of one boot's uptime. As long as they agree, the first of them dates the whole boot. One that
 * contradicts begins a new segment: uptime wrapped, stood still, jumped, or the number of the boot was given twice.
 *
 * @param segments in the order of their births
 */
public record BootClock(List<Segment> segments) {
    /** Of a boot that never connected. */
    public static final BootClock UNKNOWN = new BootClock(List.of());

    public BootClock {
        segments = List.copyOf(segments);
    }

    /**
     * A stretch of a boot in which births agree.
     *
     * @param epoch of the birth that began it
     * @param asOf the last sequence of the journal that this birth reflects
     * @param agreedTo the last sequence that a birth of this segment reflects: until then uptime went on as it should
     * @param anchor what it tells of uptime
     */
    public record Segment(long epoch, long asOf, long agreedTo, Anchor anchor) {
        /** Of one birth. */
        public Segment(long epoch, long asOf, Anchor anchor) {
            this(epoch, asOf, asOf, anchor);
        }
    }

    public BootClock with(Segment next) {
        List<Segment> all = new ArrayList<>(segments);
        all.add(next);
        return new BootClock(all);
    }

    /** The last sequence of the journal that a birth reflects: what another birth says concerns facts after it. */
    public long reflected() {
        return segments.stream().mapToLong(Segment::agreedTo).max().orElse(0);
    }

    /** The anchor that a birth must agree with: that of the last segment. */
    public Optional<Anchor> last() {
        return segments.isEmpty()
                ? Optional.empty()
                : Optional.of(segments.getLast().anchor());
    }

    /** Whether this birth tells something of uptime that the last segment does not say already. */
    public boolean isNews(Anchor birth) {
        return last().map(known -> contradict(known, birth)).orElse(true);
    }

    /** Uptime and our clock must have gone on by the same time between two births, within what the ways may have taken. */
    static boolean contradict(Anchor known, Anchor birth) {
        Duration byUptime = birth.uptime().minus(known.uptime());
        Duration byOurs = Duration.between(known.at(), birth.at());
        Duration allowed = TimeJudge.allowed(byUptime);
        return byUptime.compareTo(byOurs.minus(birth.uncertainty()).minus(allowed)) < 0
                || byUptime.compareTo(byOurs.plus(known.uncertainty()).plus(allowed)) > 0;
    }

    /**
     * The anchors by which a fact may be dated: of the segment that had begun before it; and, where no birth of that one comes
     * after it but another segment does, of that too, since uptime may have gone wrong on either side of the fact.
     */
    List<Anchor> around(long sequence) {
        List<Anchor> around = new ArrayList<>(2);
        int after = countBefore(sequence);
        if (after > 0) {
            around.add(segments.get(after - 1).anchor());
        }
        if (after < segments.size() && (after == 0 || segments.get(after - 1).agreedTo() < sequence)) {
            around.add(segments.get(after).anchor());
        }
        return around;
    }

    /** Do births before and after the fact show that uptime went on as it should? */
    boolean isConfirmed(long sequence) {
        int before = countBefore(sequence);
        return before > 0 && segments.get(before - 1).agreedTo() >= sequence;
    }

    private int countBefore(long sequence) {
        int before = 0;
        while (before < segments.size() && segments.get(before).asOf() < sequence) {
            before++;
        }
        return before;
    }
}
