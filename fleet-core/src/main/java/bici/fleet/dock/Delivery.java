package bici.fleet.dock;

import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.List;

/** The content of one station message: the facts that could be read and the parts that could not. */
public record Delivery(StationId station, Instant arrivedAt, List<Fact> facts, List<Reject> rejects) {
    public Delivery {
        facts = List.copyOf(facts);
        rejects = List.copyOf(rejects);
        for (Fact fact : facts) {
            if (!fact.id().station().equals(station)) {
                throw new IllegalArgumentException("a fact of " + fact.id() + " in a delivery of " + station);
            }
        }
    }
}
