package bici.infra.simulation.memory;

import bici.fleet.dock.RecordedFact;
import bici.fleet.vocabulary.FactId;
import java.time.Instant;

/** What is unique of a fact: its identity and its arrival, by which the table is laid out. */
record FactKey(FactId id, Instant arrivedAt) implements Comparable<FactKey> {
    static FactKey of(RecordedFact recorded) {
        return new FactKey(recorded.fact().id(), recorded.arrivedAt());
    }

    /** Before every fact of this identity. */
    static FactKey first(FactId id) {
        return new FactKey(id, Instant.MIN);
    }

    @Override
    public int compareTo(FactKey other) {
        int order = id.compareTo(other.id);
        return order == 0 ? arrivedAt.compareTo(other.arrivedAt) : order;
    }
}
