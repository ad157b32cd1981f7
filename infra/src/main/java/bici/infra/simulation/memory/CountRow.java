package bici.infra.simulation.memory;

import bici.fleet.ledger.AvailabilityCounts.Count;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;

/** Key of a count of bikes over time. */
record CountRow(StationId station, Instant at, int journal, long sequence) implements Comparable<CountRow> {
    static CountRow of(Count count) {
        return new CountRow(
                count.fact().station(),
                count.at(),
                count.fact().journal(),
                count.fact().sequence());
    }

    @Override
    public int compareTo(CountRow other) {
        int order = station.compareTo(other.station);
        if (order == 0) {
            order = at.compareTo(other.at);
        }
        if (order == 0) {
            order = Integer.compare(journal, other.journal);
        }
        return order == 0 ? Long.compare(sequence, other.sequence) : order;
    }
}
