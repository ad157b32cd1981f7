package bici.fleet.vocabulary;

import java.util.Comparator;

/** One dock of a station, counted from 1 as printed on it. */
public record DockId(StationId station, int number) implements Comparable<DockId> {
    public static final int MAX_NUMBER = 500;

    private static final Comparator<DockId> ORDER =
            Comparator.comparing(DockId::station).thenComparingInt(DockId::number);

    public DockId {
        if (number < 1 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("dock number must be 1 to " + MAX_NUMBER + ": " + number);
        }
    }

    @Override
    public int compareTo(DockId other) {
        return ORDER.compare(this, other);
    }
}
