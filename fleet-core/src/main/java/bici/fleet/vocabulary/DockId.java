package bici.fleet.vocabulary;

/** One dock of a station, counted from 1 as printed on it. */
public record DockId(StationId station, int number) implements Comparable<DockId> {
    public static final int MAX_NUMBER = 500;

    public DockId {
        if (number < 1 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("dock number must be 1 to " + MAX_NUMBER + ": " + number);
        }
    }

    @Override
    public int compareTo(DockId other) {
        int order = station.compareTo(other.station);
        return order == 0 ? Integer.compare(number, other.number) : order;
    }
}
