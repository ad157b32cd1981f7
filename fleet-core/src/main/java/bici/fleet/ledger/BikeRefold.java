package bici.fleet.ledger;

import bici.fleet.dock.Event;
import bici.fleet.dock.RecordedFact;
import bici.fleet.trip.BikeFact;
import bici.fleet.trip.BikeFold;
import bici.fleet.trip.Ruling;
import bici.fleet.trip.Rulings;
import bici.fleet.trip.Trip;
import bici.fleet.trip.Whereabouts;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Carries new facts into the bikes they concern. A bike whose facts come in order has its fold extended; one with a late
 * fact is folded anew from before it, and what comes out different is a change. So is one that is told of where it cannot
 * be: then the end of its last trip is doubtful. A missing bike is folded anew as well: it may be missing only because its
 * dock moved on without it, which is no fact of its own.
 */
final class BikeRefold {
    private final FactLog facts;
    private final RulingRecords rulings;
    private final Map<BikeId, BikeRow> rows;
    private final Map<BikeId, List<BikeFact>> added = new TreeMap<>();
    private final Set<BikeId> outOfOrder;
    private final List<TripChange> changes = new ArrayList<>();
    private final List<BikeRow> written = new ArrayList<>();
    private final Map<BikeId, Integer> reread = new TreeMap<>();

    BikeRefold(FactLog facts, RulingRecords rulings, Map<BikeId, BikeRow> rows, Collection<RecordedFact> added) {
        this(facts, rulings, rows, added, Set.of());
    }

    /** @param outOfOrder bikes that must be read whole: a station told a fact after its successors, or claims a command twice */
    BikeRefold(
            FactLog facts,
            RulingRecords rulings,
            Map<BikeId, BikeRow> rows,
            Collection<RecordedFact> added,
            Set<BikeId> outOfOrder) {
        this.facts = facts;
        this.rulings = rulings;
        this.rows = rows;
        this.outOfOrder = outOfOrder;
        for (RecordedFact recorded : added) {
            findBike(recorded)
                    .ifPresent(bike -> this.added
                            .computeIfAbsent(bike, b -> new ArrayList<>())
                            .add(BikeFact.of(recorded)));
        }
    }

    static Optional<BikeId> findBike(RecordedFact recorded) {
        return switch (recorded.fact().event()) {
            case Event.BikeRemoved e -> Optional.of(e.bike());
            case Event.BikeDocked e -> Optional.of(e.bike());
            default -> Optional.empty();
        };
    }

    void run() {
        Map<BikeId, Instant> late = new LinkedHashMap<>();
        Set<BikeId> whole = new TreeSet<>();
        added.forEach((bike, steps) -> {
            BikeRow row = row(bike);
            Instant earliest =
                    steps.stream().map(BikeFact::at).min(Instant::compareTo).orElseThrow();
            boolean unsure = row.disordered()
                    || outOfOrder.contains(bike)
                    || steps.stream().anyMatch(step -> isInferredDocking(step) || step.isLoose());
            if (row.last().isEmpty() && !row.disordered()) {
                extend(row, steps);
            } else if (row.last().isEmpty() || unsure) {
                whole.add(bike);
            } else if (earliest.isAfter(row.last().get().at())
                    && !(row.whereabouts() instanceof Whereabouts.Missing)
                    && agrees(row, steps)) {
                extend(row, steps);
            } else {
                late.put(bike, earliest);
            }
        });
        refoldFromWindow(late, whole);
        refoldWhole(whole);
    }

    /** What an inventory shows may say something of the trip that ended before it. */
    private static boolean isInferredDocking(BikeFact step) {
        return step.id().journal() == FactId.INFERRED && step.step() instanceof BikeFact.Step.Docked;
    }

    /** Else the docking before is doubtful, and the trip that it ended. */
    private static boolean agrees(BikeRow row, List<BikeFact> steps) {
        BikeFact first = steps.size() == 1
                ? steps.getFirst()
                : BikeFold.fold(row.whereabouts(), steps).ordered().getFirst();
        return !row.whereabouts().contradicts(first);
    }

    private void extend(BikeRow row, List<BikeFact> steps) {
        Map<TripId, Trip> before = row.whereabouts() instanceof Whereabouts.OnTrip riding
                ? Map.of(riding.trip().id(), riding.trip())
                : Map.of();
        BikeFold.Folded after = BikeFold.fold(row.whereabouts(), steps, Rulings.none(), row.registration());
        take(row, before, after, Set.of(), false);
    }

    private void refoldFromWindow(Map<BikeId, Instant> late, Set<BikeId> whole) {
        if (late.isEmpty()) {
            return;
        }
        Map<BikeId, Instant> windows = new TreeMap<>(facts.findRefoldStarts(late));
        late.keySet().stream().filter(bike -> !windows.containsKey(bike)).forEach(whole::add);
        Map<BikeId, Set<BikeFact>> histories = facts.loadHistories(windows);
        for (BikeId bike : windows.keySet()) {
            Set<BikeFact> known = histories.getOrDefault(bike, Set.of());
            reread.merge(bike, known.size(), Integer::sum);
            BikeFold.Folded after = fold(bike, union(known, bike), Rulings.none());
            if (isMoved(after, known, bike)) {
                whole.add(bike);
            } else {
                take(row(bike), fold(bike, known, Rulings.none()).trips(), after, known, false);
            }
        }
    }

    private void refoldWhole(Set<BikeId> whole) {
        foldWhole(whole, (bike, known, ruled) -> {
            reread.merge(bike, known.size(), Integer::sum);
            Map<TripId, Trip> before = fold(bike, known, ruled).trips();
            take(row(bike), before, fold(bike, union(known, bike), ruled), known, !ruled.isNone());
        });
    }

    /** The trips of each bike by all that is recorded of it. */
    Map<BikeId, Map<TripId, Trip>> foldTrips(Set<BikeId> bikes) {
        Map<BikeId, Map<TripId, Trip>> trips = new TreeMap<>();
        foldWhole(
                bikes,
                (bike, known, ruled) -> trips.put(bike, fold(bike, known, ruled).trips()));
        return trips;
    }

    /**
     * Takes in what changed for bikes without a new fact: a ruling, a registration, the time of a fact.
     *
     * @param before what {@link #foldTrips} gave before the change; each has some fact
     * @param disordered from now on they are read whole
     */
    void foldAnew(Map<BikeId, Map<TripId, Trip>> before, boolean disordered) {
        foldWhole(before.keySet(), (bike, known, ruled) -> {
            Map<TripId, Trip> trips = before.getOrDefault(bike, Map.of());
            take(row(bike), trips, fold(bike, known, ruled), known, disordered || !ruled.isNone());
        });
    }

    private interface Folding {
        void of(BikeId bike, Set<BikeFact> known, Rulings ruled);
    }

    private void foldWhole(Set<BikeId> bikes, Folding folding) {
        if (bikes.isEmpty()) {
            return;
        }
        Map<BikeId, Instant> whole = new TreeMap<>();
        bikes.forEach(bike -> whole.put(bike, FactLog.BEGINNING));
        Map<BikeId, Set<BikeFact>> histories = facts.loadHistories(whole);
        Map<BikeId, List<Ruling>> made = rulings.load(bikes);
        bikes.forEach(bike -> folding.of(
                bike, histories.getOrDefault(bike, Set.of()), Rulings.of(made.getOrDefault(bike, List.of()))));
    }

    private BikeFold.Folded fold(BikeId bike, Set<BikeFact> history, Rulings ruled) {
        return BikeFold.fold(
                new Whereabouts.Unknown(), history, ruled, row(bike).registration());
    }

    /** Does some fact count for another time than it has, because its station told an earlier one after it? */
    private boolean isMoved(BikeFold.Folded after, Set<BikeFact> known, BikeId bike) {
        Set<BikeFact> all = union(known, bike);
        return after.ordered().stream().anyMatch(fact -> !all.contains(fact));
    }

    private Set<BikeFact> union(Set<BikeFact> known, BikeId bike) {
        Set<BikeFact> all = new HashSet<>(known);
        all.addAll(added.getOrDefault(bike, List.of()));
        return all;
    }

    /**
     * A bike that was ruled on, whose facts were judged anew, or with a trip that an inventory ended first, is folded from its
     * beginning ever after.
     */
    private void take(
            BikeRow row, Map<TripId, Trip> before, BikeFold.Folded after, Set<BikeFact> known, boolean whole) {
        changes.addAll(TripChange.between(row.bike(), before, after.trips()));
        BikeFact last = after.ordered().get(after.ordered().size() - 1);
        boolean disordered = whole
                || isToldAfterAll(after)
                || isClaimedTwice(after)
                || row.disordered()
                || isMoved(after, known, row.bike());
        written.add(new BikeRow(
                row.bike(),
                after.end(),
                Optional.of(new BikeRow.Last(last.id(), last.at())),
                disordered,
                row.shownAt(),
                row.registration()));
    }

    private static boolean isToldAfterAll(BikeFold.Folded after) {
        return after.trips().values().stream()
                .anyMatch(trip -> trip.end() instanceof Trip.End.Docked docked
                        && docked.repaired()
                        && docked.fact().journal() != FactId.INFERRED);
    }

    /** Which of two removals by one command was the command's, the bike's whole history tells. */
    private static boolean isClaimedTwice(BikeFold.Folded after) {
        return after.ordered().stream()
                .anyMatch(fact -> fact.step() instanceof BikeFact.Step.Removed removed
                        && removed.flag().isEmpty()
                        && Optional.ofNullable(after.trips().get(new TripId(fact.id())))
                                .filter(Trip::isFalselyClaimed)
                                .isPresent());
    }

    private BikeRow row(BikeId bike) {
        return rows.getOrDefault(bike, BikeRow.met(bike));
    }

    List<TripChange> changes() {
        return changes;
    }

    /** Of bikes that were folded anew, how many of their facts were read. */
    Map<BikeId, Integer> reread() {
        return reread;
    }

    /** Bikes that some inventory shows after the earliest of their new facts, and when that was. */
    Map<BikeId, Instant> shownSince() {
        Map<BikeId, Instant> shown = new TreeMap<>();
        added.forEach((bike, steps) -> {
            Instant earliest =
                    steps.stream().map(BikeFact::at).min(Instant::compareTo).orElseThrow();
            if (row(bike).isShownSince(earliest)) {
                shown.put(bike, earliest);
            }
        });
        return shown;
    }

    /** Where a bike stood before or stands now, of bikes that changed docks: also where its dock still claims it. */
    Set<StationId> stationsOfMoves() {
        Set<StationId> stations = new TreeSet<>();
        for (BikeRow after : written) {
            Optional<DockId> from = findDock(row(after.bike()));
            Optional<DockId> to = findDock(after);
            if (!from.equals(to)) {
                from.ifPresent(dock -> stations.add(dock.station()));
                to.ifPresent(dock -> stations.add(dock.station()));
            }
        }
        return stations;
    }

    private static Optional<DockId> findDock(BikeRow row) {
        return row.whereabouts() instanceof Whereabouts.AtDock here ? Optional.of(here.dock()) : Optional.empty();
    }

    /** Every bike that was touched, as it is now. */
    List<BikeRow> bikes() {
        return written;
    }
}
