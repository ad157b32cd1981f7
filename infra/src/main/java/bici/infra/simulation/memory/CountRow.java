package bici.infra.simulation.memory;

import bici.fleet.ledger.AvailabilityCounts.Count;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Comparator;

/** Key of a count of bikes over time. */
record CountRow(StationId station, Instant at, int journal, long sequence) implements Comparable<CountRow> {
    private static final Comparator<CountRow> ORDER = Comparator.comparing(CountRow::station)
            .thenComparing(CountRow::at)
            .thenComparingInt(CountRow::journal)
            .thenComparingLong(CountRow::sequence);

    static CountRow of(Count count) {
        return new CountRow(
                count.fact().station(),
                count.at(),
                count.fact().journal(),
                count.fact().sequence());
    }

    @Override
    public int compareTo(CountRow other) {
        return ORDER.compare(this, other);
    }
}
