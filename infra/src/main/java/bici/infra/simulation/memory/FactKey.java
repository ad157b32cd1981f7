package bici.infra.simulation.memory;

import bici.fleet.dock.Fact;
import bici.fleet.vocabulary.FactId;
import java.time.Instant;

/** What is unique of a fact: its identity and its device time, by which the table is parted. */
record FactKey(FactId id, Instant deviceTime) implements Comparable<FactKey> {
    static FactKey of(Fact fact) {
        return new FactKey(fact.id(), fact.stamp().deviceTime());
    }

    @Override
    public int compareTo(FactKey other) {
        int order = id.compareTo(other.id);
        return order == 0 ? deviceTime.compareTo(other.deviceTime) : order;
    }
}
