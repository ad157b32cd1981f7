package bici.simulator.replay;

import java.util.Comparator;

/**
 * What a row says: one bike, from one station to another. Times are milliseconds since 1970-01-01T00:00Z and the row's
 * own, rounded to the millisecond.
 */
public record Ride(RowRef row, String bike, String fromStation, String toStation, long startMs, long endMs) {
    /** By start, then end, then place in the files. */
    public static final Comparator<Ride> BY_TIME = Comparator.comparingLong(Ride::startMs)
            .thenComparingLong(Ride::endMs)
            .thenComparing(Ride::row);

    /** The same ride at another time, by a bike of the copy's own. */
    Ride copied(int copy, long shiftMs) {
        return new Ride(
                new RowRef(row.file(), row.line(), copy),
                bike + "-" + copy,
                fromStation,
                toStation,
                startMs + shiftMs,
                endMs + shiftMs);
    }
}
