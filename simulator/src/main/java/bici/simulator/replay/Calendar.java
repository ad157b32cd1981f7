package bici.simulator.replay;

import java.time.Duration;
import java.util.List;

/**
 * When the copies of a history are played: one after the other, whole weeks apart, so that a Monday stays a Monday.
 *
 * @param firstMs a whole hour before the first ride, when bikes may be brought
 * @param periodMs from one copy to the next
 */
record Calendar(long firstMs, long periodMs) {
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    private static final long WEEK_MS = Duration.ofDays(7).toMillis();

    static Calendar of(List<Ride> rides) {
        long start = rides.stream().mapToLong(Ride::startMs).min().orElse(0);
        long end = rides.stream().mapToLong(Ride::endMs).max().orElse(0);
        long first = Math.floorDiv(start, HOUR_MS) * HOUR_MS - HOUR_MS;
        return new Calendar(first, Math.ceilDiv(end + HOUR_MS - first, WEEK_MS) * WEEK_MS);
    }

    long shiftMs(int copy) {
        return copy * periodMs;
    }

    /** When a copy's bikes may be brought, and the copy's before are taken away. */
    long beginMs(int copy) {
        return firstMs + shiftMs(copy);
    }

    /** A whole hour before the first fact can be. */
    long bootMs() {
        return firstMs - HOUR_MS;
    }
}
