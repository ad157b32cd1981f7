package bici.simulator.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * When a ride began and ended. Where the wall clock showed a time twice, the row's own duration tells which was meant;
 * without one, the earlier that does not end before it starts.
 *
 * @param guessed nothing in the row told
 */
record RideTimes(long startMs, long endMs, boolean guessed) {
    /** Files round times to minutes; a clock change is half an hour at least. */
    private static final long ROUNDING_MS = 120_000;

    /**
     * Chooses.
     *
     * @param starts the instants that the start can be, earlier first
     * @param ends the instants that the end can be, earlier first
     */
    static RideTimes choose(List<Long> starts, List<Long> ends, OptionalLong durationMs) {
        List<RideTimes> possible = new ArrayList<>();
        for (long start : starts) {
            ends.forEach(end -> possible.add(new RideTimes(start, end, false)));
        }
        if (possible.size() == 1) {
            return possible.getFirst();
        }
        if (durationMs.isPresent()) {
            long duration = durationMs.getAsLong();
            long best =
                    possible.stream().mapToLong(p -> p.misses(duration)).min().orElseThrow();
            if (best <= ROUNDING_MS) {
                return first(possible.stream()
                        .filter(p -> p.misses(duration) == best)
                        .toList());
            }
        }
        List<RideTimes> forward =
                possible.stream().filter(p -> p.endMs >= p.startMs).toList();
        return first(forward.isEmpty() ? possible : forward);
    }

    private static RideTimes first(List<RideTimes> equallyGood) {
        RideTimes earliest = equallyGood.stream()
                .min(Comparator.comparingLong(RideTimes::startMs).thenComparingLong(RideTimes::endMs))
                .orElseThrow();
        return new RideTimes(earliest.startMs, earliest.endMs, equallyGood.size() > 1);
    }

    private long misses(long durationMs) {
        return Math.abs(endMs - startMs - durationMs);
    }
}
