package bici.fleet.ledger;

import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Bikes at rest in stations over time. */
public interface AvailabilityCounts {
    void add(List<Count> counts);

    /** Counts stations anew from their facts, and answers how many bikes their docks hold now. */
    Map<StationId, Integer> recount(Collection<StationId> stations);

    /** Bikes in a station after a fact that changed their number. */
    record Count(FactId fact, Instant at, int bikes) {}
}
