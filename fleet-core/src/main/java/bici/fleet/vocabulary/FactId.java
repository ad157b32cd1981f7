package bici.fleet.vocabulary;

/**
 * Identity of a recorded fact: station, journal, sequence (PROTOCOL.md, "Identity of a fact").
 * A station's facts are ordered by (journal, sequence); between stations this order says nothing.
 *
 * @param journal goes up only when a station's memory starts anew, from 1; {@value #INFERRED} holds what the ledger
 *     inferred about the station
 * @param sequence never repeats in a journal, from 1
 */
public record FactId(StationId station, int journal, long sequence) implements Comparable<FactId> {
    public static final int INFERRED = 0;
    /** The last sequence with a successor: sets of sequences are kept as ranges whose end is not included. */
    public static final long MAX_SEQUENCE = Long.MAX_VALUE - 1;

    /**
     * Numbers of {@value #INFERRED} from here on are no count: they name the inventory and the dock in which it shows a bike
     * that is elsewhere by every fact.
     */
    public static final long SHOWN = 1_000_000_000_000L;

    private static final int DOCKS = 1_000;

    public FactId {
        if (journal < INFERRED) {
            throw new IllegalArgumentException("journal is never negative: " + journal);
        }
        if (sequence < 1 || sequence > MAX_SEQUENCE) {
            throw new IllegalArgumentException("sequence counts from 1 to " + MAX_SEQUENCE + ": " + sequence);
        }
    }

    /** What the inventory of a birth shows of the bike in a dock: the same whenever it is inferred. */
    public static FactId shown(DockId dock, long epoch) {
        return new FactId(dock.station(), INFERRED, SHOWN + epoch * DOCKS + dock.number());
    }

    public boolean isShown() {
        return journal == INFERRED && sequence >= SHOWN;
    }

    @Override
    public int compareTo(FactId other) {
        int order = station.compareTo(other.station);
        if (order == 0) {
            order = Integer.compare(journal, other.journal);
        }
        return order == 0 ? Long.compare(sequence, other.sequence) : order;
    }

    /** {@code station.journal.sequence}; station ids have no dot. */
    @Override
    public String toString() {
        return station.value() + '.' + journal + '.' + sequence;
    }

    public static FactId parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a fact id is station.journal.sequence: " + text);
        }
        return new FactId(new StationId(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
    }
}
