package bici.gateway.mqtt;

import bici.fleet.vocabulary.SequenceRange;
import bici.gateway.limits.Backoff;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Remembers which gaps a station was asked for, so that not every delivery asks again. A gap is known by its end, since
 * it shrinks from the front as it is filled. Pure but for its memory; one per connection.
 */
public final class GapTracker {
    private static final double NANOS_PER_MS = 1e6;

    private final Backoff backoff;
    private final RandomGenerator random;
    private final Map<Gap, Asked> asked = new HashMap<>();

    public GapTracker(Backoff backoff, RandomGenerator random) {
        this.backoff = backoff;
        this.random = random;
    }

    private record Gap(int journal, long to) {}

    private record Asked(long from, int times, long againAtNanos) {}

    /** A question to send now. */
    public record Question(int journal, SequenceRange range) {}

    /** The gaps of a journal are now these and no others; which are to be asked for. */
    public List<Question> update(int journal, List<SequenceRange> missing, long nowNanos) {
        List<Question> due = new ArrayList<>();
        asked.keySet()
                .removeIf(gap -> gap.journal() == journal && missing.stream().noneMatch(r -> r.to() == gap.to()));
        for (SequenceRange range : missing) {
            Gap gap = new Gap(journal, range.to());
            Asked before = asked.get(gap);
            if (before == null || nowNanos - before.againAtNanos() >= 0) {
                due.add(ask(gap, range.from(), before == null ? 0 : before.times(), nowNanos));
            } else {
                asked.put(gap, new Asked(range.from(), before.times(), before.againAtNanos()));
            }
        }
        return due;
    }

    /** What was asked for, has not come and is to be asked for again. */
    public List<Question> due(long nowNanos) {
        List<Question> due = new ArrayList<>();
        for (Map.Entry<Gap, Asked> entry : List.copyOf(asked.entrySet())) {
            if (nowNanos - entry.getValue().againAtNanos() >= 0) {
                due.add(ask(
                        entry.getKey(),
                        entry.getValue().from(),
                        entry.getValue().times(),
                        nowNanos));
            }
        }
        return due;
    }

    private Question ask(Gap gap, long from, int times, long nowNanos) {
        long waitNanos = (long) (backoff.wait(times, random).toMillis() * NANOS_PER_MS);
        asked.put(gap, new Asked(from, times + 1, nowNanos + waitNanos));
        return new Question(gap.journal(), new SequenceRange(from, gap.to()));
    }
}
