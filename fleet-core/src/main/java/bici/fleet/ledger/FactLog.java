package bici.fleet.ledger;

import bici.fleet.dock.Fact;
import bici.fleet.dock.RecordedFact;
import bici.fleet.trip.BikeFact;
import bici.fleet.vocabulary.BikeId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All facts, only ever added to. */
public interface FactLog {
    void append(List<RecordedFact> facts);

    /** Of facts whose identity was recorded before, those whose content is the same too. */
    Set<Fact> findSame(Collection<Fact> repeated);

    /**
     * The latest instant before the given one at which a bike has exactly one fact, and one that tells its place, for bikes
     * that have one: from there its history can be folded anew.
     */
    Map<BikeId, Instant> findRefoldStarts(Map<BikeId, Instant> earliestLate);

    /** The recorded steps of each bike since an instant of raw device time, in no order. */
    Map<BikeId, Set<BikeFact>> loadHistories(Map<BikeId, Instant> since);
}
