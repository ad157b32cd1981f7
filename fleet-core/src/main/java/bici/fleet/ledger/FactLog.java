package bici.fleet.ledger;

import bici.fleet.dock.Fact;
import bici.fleet.dock.RecordedFact;
import bici.fleet.ledger.Inventories.Sighting;
import bici.fleet.ledger.StationCursors.BootKey;
import bici.fleet.trip.BikeFact;
import bici.fleet.vocabulary.BikeId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All facts, only ever added to. */
public interface FactLog {
    /** Before any time that is kept. */
    Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");

    void append(List<RecordedFact> facts);

    /** A boot's facts after a sequence whose calendar does not agree with their uptime, at the times that count. */
    List<RecordedFact> loadDoubtful(BootKey boot, long after);

    /**
     * What was taken to have happened at another time counts for these from now on. The first judgement stays with the fact.
     *
     * @param epoch of the birth that shows it
     */
    void judgeAnew(List<RecordedFact> facts, long epoch);

    /** Of facts whose identity was recorded before, those whose content is the same too. */
    Set<Fact> findSame(Collection<Fact> repeated);

    /**
     * The latest instant before the given one at which a bike has exactly one fact, and one that tells of its removal, for bikes
     * that have one not long before: from there its history can be folded anew, with the trip that was the last before the
     * instant. A bike without is to be read whole.
     */
    Map<BikeId, Instant> findRefoldStarts(Map<BikeId, Instant> earliestLate);

    /**
     * The recorded steps of each bike since an instant of judged time, in no order. A bike with a step that was judged anew is
     * read from its beginning.
     */
    Map<BikeId, Set<BikeFact>> loadHistories(Map<BikeId, Instant> since);

    /**
     * Steps that lie before an instant of judged time though their stations told them after what a sighting reflects: of each
     * sighting's bike and station one, if there is any.
     *
     * @param before has an instant for the bike of each sighting
     */
    Map<BikeId, Set<BikeFact>> findToldAfter(Collection<Sighting> sightings, Map<BikeId, Instant> before);
}
