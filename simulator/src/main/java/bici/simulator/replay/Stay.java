package bici.simulator.replay;

import java.util.Comparator;

/**
 * A bike at a station, from a docking to a removal.
 *
 * @param order counts the stays of the bike
 * @param earliestMs when it may be docked at the earliest: equal to {@code latestMs} when a rider brings it
 * @param latestMs when it has to be docked at the latest
 * @param departMs when it is removed; {@link #NEVER} when it stays
 */
record Stay(
        String bike, int order, String station, long earliestMs, long latestMs, long departMs, Departure departure) {
    static final long NEVER = Long.MAX_VALUE;

    /** Who waits longest is docked first. */
    static final Comparator<Stay> BY_EARLIEST = Comparator.comparingLong(Stay::earliestMs)
            .thenComparingLong(Stay::latestMs)
            .thenComparing(Stay::bike)
            .thenComparingInt(Stay::order);

    /** How a bike leaves. */
    sealed interface Departure {
        record ByCard(int card) implements Departure {}

        record ByVan() implements Departure {}

        record NotAtAll() implements Departure {}
    }

    boolean isMovable() {
        return earliestMs < latestMs;
    }

    boolean isMomentary() {
        return latestMs == departMs;
    }
}
