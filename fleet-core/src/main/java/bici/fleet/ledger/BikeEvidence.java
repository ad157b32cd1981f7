package bici.fleet.ledger;

import bici.fleet.ledger.Inventories.Sighting;
import bici.fleet.trip.BikeFact;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.FactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of bikes whose new facts lie before an inventory that shows them: their facts, and all that inventories
 * show. Mutable, one thread.
 */
final class BikeEvidence {
    private final Map<BikeId, Map<FactId, BikeFact>> facts = new HashMap<>();
    private final Map<BikeId, Set<Sighting>> sightings = new HashMap<>();

    private BikeEvidence() {}

    /**
     * Bikes as they are recorded; four statements, or none. Whether an inventory is news depends on what its station had told
     * by then, however long ago that happened.
     *
     * @param since from where something may have changed, by bike
     * @param disordered bikes that must be read whole
     * @param more sightings that are not recorded yet; those of other bikes do not matter
     */
    static BikeEvidence load(
            LedgerTables tables, Map<BikeId, Instant> since, Set<BikeId> disordered, Collection<Sighting> more) {
        BikeEvidence evidence = new BikeEvidence();
        if (since.isEmpty()) {
            return evidence;
        }
        Map<BikeId, Instant> inOrder = new TreeMap<>(since);
        inOrder.keySet().removeAll(disordered);
        Map<BikeId, Instant> windows =
                inOrder.isEmpty() ? Map.of() : tables.facts().findRefoldStarts(inOrder);
        Map<BikeId, Instant> starts = new TreeMap<>();
        since.keySet().forEach(bike -> starts.put(bike, windows.getOrDefault(bike, FactLog.BEGINNING)));
        List<Sighting> shown = new ArrayList<>(more);
        shown.removeIf(sighting -> !since.containsKey(sighting.bike()));
        shown.addAll(tables.inventories().loadSightings(starts));
        evidence.addAll(shown);
        shown.removeIf(sighting -> !windows.containsKey(sighting.bike()));
        tables.facts().loadHistories(starts).forEach(evidence::addAll);
        if (!shown.isEmpty()) {
            tables.facts().findToldAfter(shown, windows).forEach(evidence::addAll);
        }
        return evidence;
    }

    private void addAll(BikeId bike, Set<BikeFact> steps) {
        steps.forEach(step -> add(bike, step));
    }

    void add(BikeId bike, BikeFact fact) {
        facts.computeIfAbsent(bike, b -> new HashMap<>()).put(fact.id(), fact);
    }

    private void addAll(Collection<Sighting> shown) {
        shown.forEach(sighting ->
                sightings.computeIfAbsent(sighting.bike(), b -> new HashSet<>()).add(sighting));
    }

    /** Sightings that the bike's facts contradict; what they show counts from now on. */
    List<Inferred> weigh(BikeId bike, Set<FactId> untold) {
        List<BikeFact> told = new ArrayList<>(facts.getOrDefault(bike, Map.of()).values());
        told.removeIf(fact -> untold.contains(fact.id()));
        List<Inferred> inferred = Sightings.contradicted(told, sightings.getOrDefault(bike, Set.of())).stream()
                .map(Inferred::of)
                .toList();
        inferred.forEach(i -> add(bike, BikeFact.of(i.fact())));
        return inferred;
    }
}
