package bici.fleet.ledger;

import bici.fleet.dock.DockState.AsOf;
import bici.fleet.dock.RecordedFact;
import bici.fleet.ledger.DockEvidence.Difference;
import bici.fleet.ledger.DockStates.Entry;
import bici.fleet.ledger.DockStates.Told;
import bici.fleet.trip.BikeFact;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Holds facts that come late against inventories that agreed, or were made to agree, before: what one shows stays
 * evidence. Facts are weighed one after the other in the order they were taken in, so that it does not matter which came
 * together.
 */
final class LateEvidence {
    private final BikeEvidence bikes;
    private final Function<Difference, Inferred> number;
    private final Map<DockId, DockEvidence> docks = new HashMap<>();
    private final Set<FactId> untold = new HashSet<>();
    private final Map<BikeId, FactId> lastOf = new HashMap<>();
    private final Set<BikeId> givenUp = new HashSet<>();

    /** @param number makes a fact of what a dock's inventory shows otherwise */
    LateEvidence(BikeEvidence bikes, Function<Difference, Inferred> number) {
        this.bikes = bikes;
        this.number = number;
    }

    /** @param histories of the docks with facts that were told late, those facts among them */
    List<Inferred> weigh(List<RecordedFact> told, List<Entry> histories) {
        told.forEach(recorded -> {
            untold.add(recorded.fact().id());
            BikeRefold.findBike(recorded)
                    .ifPresent(bike -> lastOf.put(bike, recorded.fact().id()));
        });
        openDocks(told, histories);
        List<Inferred> inferred = new ArrayList<>();
        for (RecordedFact recorded : told) {
            untold.remove(recorded.fact().id());
            inferred.addAll(weighDock(recorded));
            inferred.addAll(weighBike(recorded));
        }
        return inferred;
    }

    /** Only where an inventory was held against the facts without waiting for the late one. */
    private void openDocks(Collection<RecordedFact> told, List<Entry> histories) {
        Map<DockId, List<Entry>> byDock = new TreeMap<>();
        histories.forEach(entry ->
                byDock.computeIfAbsent(entry.dock(), d -> new ArrayList<>()).add(entry));
        Map<DockId, Set<AsOf>> positions = new TreeMap<>();
        told.forEach(recorded -> DockFold.findDock(recorded)
                .ifPresent(dock -> positions
                        .computeIfAbsent(dock, d -> new HashSet<>())
                        .add(Admission.position(recorded.fact().id()))));
        byDock.forEach((dock, entries) -> {
            Set<AsOf> fresh = positions.getOrDefault(dock, Set.of());
            if (fresh.stream().anyMatch(position -> isOvertaken(position, entries))) {
                docks.put(dock, new DockEvidence(dock, entries, fresh));
            }
        });
        told.stream()
                .filter(recorded ->
                        DockFold.findDock(recorded).filter(docks::containsKey).isPresent())
                .forEach(recorded -> BikeRefold.findBike(recorded).ifPresent(givenUp::add));
    }

    private static boolean isOvertaken(AsOf position, List<Entry> entries) {
        return entries.stream()
                .anyMatch(entry -> entry.told() instanceof Told.Read
                        && entry.position().journal() == position.journal()
                        && entry.position().sequence() >= position.sequence());
    }

    private List<Inferred> weighDock(RecordedFact recorded) {
        Optional<DockEvidence> dock = DockFold.findDock(recorded).flatMap(id -> Optional.ofNullable(docks.get(id)));
        if (dock.isEmpty()) {
            return List.of();
        }
        List<Inferred> inferred = dock
                .get()
                .tell(Admission.position(recorded.fact().id()))
                .stream()
                .map(number)
                .toList();
        inferred.forEach(i -> BikeRefold.findBike(i.fact()).ifPresent(bike -> bikes.add(bike, BikeFact.of(i.fact()))));
        return inferred;
    }

    /** Once, when the last of its facts is told: only beside a fact that was given up does the way there matter. */
    private List<Inferred> weighBike(RecordedFact recorded) {
        return BikeRefold.findBike(recorded)
                .filter(bike -> givenUp.contains(bike) || recorded.fact().id().equals(lastOf.get(bike)))
                .map(bike -> bikes.weigh(bike, untold))
                .orElse(List.of());
    }
}
