package bici.infra.simulation.memory;

import bici.fleet.dock.Fact;
import bici.fleet.vocabulary.FactId;
import java.time.Instant;
import java.util.Comparator;

/** What is unique of a fact: its identity and its device time, by which the table is parted. */
record FactKey(FactId id, Instant deviceTime) implements Comparable<FactKey> {
    private static final Comparator<FactKey> ORDER =
            Comparator.comparing(FactKey::id).thenComparing(FactKey::deviceTime);

    static FactKey of(Fact fact) {
        return new FactKey(fact.id(), fact.stamp().deviceTime());
    }

    @Override
    public int compareTo(FactKey other) {
        return ORDER.compare(this, other);
    }
}
