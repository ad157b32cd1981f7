package bici.fleet.ledger;

import bici.fleet.dock.DockState;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.dock.RecordedFact;
import bici.fleet.ledger.DockEvidence.Difference;
import bici.fleet.ledger.DockStates.Entry;
import bici.fleet.ledger.Inventories.Inventory;
import bici.fleet.ledger.Inventories.Sighting;
import bici.fleet.ledger.Inventories.Taken;
import bici.fleet.ledger.SessionOpening.Doubt;
import bici.fleet.operations.Notice;
import bici.fleet.trip.BikeFact;
import bici.fleet.trip.Trip;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Carries new facts into everything that follows from them, within one transaction. */
final class FactApplication {
    private static final Comparator<RecordedFact> STATION_ORDER =
            Comparator.comparing(r -> r.fact().id());
    /** So many facts of a bike are read again as a matter of course. */
    private static final int LONG_PAST = 500;

    private final LedgerTables tables;
    private final Map<StationId, Cursor> cursors;
    private final Set<StationId> touched = new TreeSet<>();
    private final List<Notice> notices = new ArrayList<>();

    FactApplication(LedgerTables tables, Map<StationId, Cursor> cursors) {
        this.tables = tables;
        this.cursors = cursors;
    }

    /** Stations, trips and commands that came out otherwise. */
    List<Notice> notices() {
        List<Notice> all = new ArrayList<>();
        touched.forEach(station -> all.add(new Notice.StationChanged(station)));
        all.addAll(notices);
        return all;
    }

    /**
     * Folds new facts into docks, bikes and trips.
     *
     * @param facts in the order they were taken in
     * @param soon bikes that a later step of this transaction needs: bikes are locked at once, in one order for all
     * @param repeated bikes that must be read whole, because one command is said to have let them go twice
     */
    void apply(List<RecordedFact> facts, Set<BikeId> soon, Set<BikeId> repeated) {
        List<RecordedFact> inOrder = new ArrayList<>(facts);
        inOrder.sort(STATION_ORDER);
        Set<BikeId> outOfOrder = new HashSet<>(repeated);
        Map<FactId, AsOf> positions = new HashMap<>();
        for (RecordedFact recorded : inOrder) {
            AsOf position = Admission.position(recorded.fact().id());
            positions.put(recorded.fact().id(), position);
            if (cursor(recorded.fact().id().station()).advance(position)) {
                BikeRefold.findBike(recorded).ifPresent(outOfOrder::add);
            }
        }
        if (facts.isEmpty()) {
            return;
        }
        Instant now = facts.get(0).arrivedAt();
        Map<DockId, DockState> docks = loadDocks(inOrder);
        Folded folded = fold(new Step(inOrder, facts, positions, outOfOrder, soon, now), docks);
        inferFromEvidence(facts, folded, docks);
        notices.addAll(CommandResolution.of(inOrder, this::isAllToldTo).write(tables.commands()));
    }

    /** What inventories that were held against the facts before say of facts that come now; readings stand after it. */
    private void inferFromEvidence(List<RecordedFact> facts, Folded folded, Map<DockId, DockState> docks) {
        if (folded.shownSince().isEmpty() && folded.lateDocks().isEmpty()) {
            return;
        }
        BikeEvidence bikes = BikeEvidence.load(tables, folded.shownSince(), folded.disordered(), List.of());
        List<Inferred> inferred = new LateEvidence(bikes, this::number).weigh(facts, folded.lateDocks());
        fold(inferred, docks, facts.get(0).arrivedAt());
        Set<DockId> weighed = new TreeSet<>();
        inferred.stream()
                .filter(i -> !i.fact().fact().id().isShown())
                .forEach(i -> DockFold.findDock(i.fact()).ifPresent(weighed::add));
        writeDocks(new DockHistory(tables.docks()).fold(weighed).values());
    }

    /** A fact that happened at another time than it was taken to. */
    record Moved(RecordedFact before, RecordedFact after) {
        Instant earlier() {
            return before.at().isBefore(after.at()) ? before.at() : after.at();
        }

        /** Or is another clock believed for the same time? */
        boolean isRetimed() {
            return !before.at().equals(after.at())
                    || !before.earliest().equals(after.earliest())
                    || before.isEstimated() != after.isEstimated();
        }
    }

    /**
     * Takes in that facts of one station happened at other times than they were taken to, or that another clock says so.
     *
     * @param moved not empty
     * @param doubt what says so
     * @param soon bikes that a later step of this transaction needs
     */
    void judgeAnew(List<Moved> moved, Doubt doubt, Set<BikeId> soon) {
        List<Moved> retimed = moved.stream().filter(Moved::isRetimed).toList();
        List<RecordedFact> judged = moved.stream().map(Moved::after).toList();
        if (retimed.isEmpty()) {
            tables.facts().judgeAnew(judged, doubt.epoch());
            return;
        }
        Map<BikeId, Instant> since = new TreeMap<>();
        Set<DockId> docks = new TreeSet<>();
        for (Moved one : retimed) {
            BikeRefold.findBike(one.after())
                    .ifPresent(bike -> since.merge(bike, one.earlier(), (a, b) -> a.isBefore(b) ? a : b));
            DockFold.findDock(one.after()).ifPresent(docks::add);
        }
        Set<BikeId> locked = new TreeSet<>(since.keySet());
        locked.addAll(soon);
        Map<BikeId, BikeRow> rows = tables.bikes().lock(locked);
        BikeRefold refold = new BikeRefold(tables.facts(), tables.rulings(), rows, List.of());
        Map<BikeId, Map<TripId, Trip>> before = refold.foldTrips(since.keySet());
        tables.facts().judgeAnew(judged, doubt.epoch());
        refold.foldAnew(before, true);
        writeDocks(new DockHistory(tables.docks()).fold(docks).values());
        recount(since.isEmpty() ? List.of() : List.of(doubt.boot().station()));
        writeBikes(refold, doubt.at());
        tables.bikes().displace(since.keySet(), docks);
        touched.add(doubt.boot().station());
        weighAnew(since, rows, doubt.at());
    }

    /** What inventories show may contradict facts at their new times. */
    private void weighAnew(Map<BikeId, Instant> since, Map<BikeId, BikeRow> rows, Instant now) {
        Map<BikeId, Instant> shown = new TreeMap<>(since);
        shown.entrySet()
                .removeIf(e ->
                        !rows.getOrDefault(e.getKey(), BikeRow.met(e.getKey())).isShownSince(e.getValue()));
        BikeEvidence evidence = BikeEvidence.load(tables, shown, shown.keySet(), List.of());
        List<Inferred> inferred = shown.keySet().stream()
                .flatMap(bike -> evidence.weigh(bike, Set.of()).stream())
                .toList();
        fold(inferred, new HashMap<>(), now);
    }

    private boolean isAllToldTo(FactId fact) {
        return cursor(fact.station()).isCompleteTo(Admission.position(fact));
    }

    private Inferred number(Difference difference) {
        Taken taken = difference.taken();
        return Inferred.of(taken, cursor(taken.station()).nextInferred(), difference.event());
    }

    private Cursor cursor(StationId station) {
        Cursor cursor = cursors.get(station);
        if (cursor == null) {
            throw new IllegalStateException("no cursor for " + station);
        }
        return cursor;
    }

    private Map<DockId, DockState> loadDocks(List<RecordedFact> facts) {
        Set<DockId> docks = new TreeSet<>();
        facts.forEach(r -> DockFold.findDock(r).ifPresent(docks::add));
        return tables.docks().load(docks);
    }

    /**
     * Facts of one step.
     *
     * @param inOrder each station's in its own order
     * @param asTaken the same in the order they were taken in, in which they are kept
     * @param positions where each stands in its station's order
     * @param outOfOrder bikes that must be read whole, most of them for a fact that its station told after its successors
     * @param soon bikes to lock besides
     * @param now when what follows from them is noted
     */
    private record Step(
            List<RecordedFact> inOrder,
            List<RecordedFact> asTaken,
            Map<FactId, AsOf> positions,
            Set<BikeId> outOfOrder,
            Set<BikeId> soon,
            Instant now) {}

    /**
     * What a step leaves to be looked at.
     *
     * @param lateDocks histories of docks with late facts
     * @param shownSince bikes that an inventory shows after a new fact, and when that was
     * @param disordered bikes of these that must be read whole
     */
    private record Folded(List<Entry> lateDocks, Map<BikeId, Instant> shownSince, Set<BikeId> disordered) {
        static final Folded NOTHING = new Folded(List.of(), Map.of(), Set.of());
    }

    private void fold(List<Inferred> inferred, Map<DockId, DockState> docks, Instant now) {
        List<RecordedFact> facts = inferred.stream().map(Inferred::fact).toList();
        Map<FactId, AsOf> positions = new HashMap<>();
        inferred.forEach(i -> positions.put(i.fact().fact().id(), i.position()));
        fold(new Step(facts, facts, positions, Set.of(), Set.of(), now), docks);
    }

    private Folded fold(Step step, Map<DockId, DockState> dockStates) {
        List<RecordedFact> facts = step.inOrder();
        if (facts.isEmpty()) {
            return Folded.NOTHING;
        }
        DockFold docks = new DockFold(dockStates, cursors);
        facts.forEach(r -> docks.apply(r, step.positions().getOrDefault(r.fact().id(), AsOf.NOTHING)));
        Set<BikeId> bikes = new LinkedHashSet<>();
        facts.forEach(r -> BikeRefold.findBike(r).ifPresent(bikes::add));
        Set<BikeId> locked = new TreeSet<>(bikes);
        locked.addAll(step.soon());
        BikeRefold refold =
                new BikeRefold(tables.facts(), tables.rulings(), tables.bikes().lock(locked), facts, step.outOfOrder());
        refold.run();
        noteReread(refold.reread(), facts);

        tables.facts().append(step.asTaken());
        List<Entry> histories = new DockHistory(tables.docks()).load(docks.late());
        docks.settle(DockHistory.fold(docks.late(), histories));
        writeDocks(docks.changedStates());
        writeAvailability(docks, facts);
        writeBikes(refold, step.now());
        facts.forEach(r -> touched.add(r.fact().id().station()));
        tables.bikes().displace(bikes, docks.changedDocks());
        return new Folded(histories, refold.shownSince(), disordered(refold));
    }

    private void noteReread(Map<BikeId, Integer> reread, List<RecordedFact> facts) {
        Map<BikeId, Integer> pasts = new HashMap<>(reread);
        pasts.values().removeIf(read -> read <= LONG_PAST);
        if (pasts.isEmpty()) {
            return;
        }
        Map<StationId, Set<BikeId>> told = new TreeMap<>();
        facts.forEach(r -> BikeRefold.findBike(r)
                .filter(pasts::containsKey)
                .ifPresent(bike -> told.computeIfAbsent(r.fact().id().station(), s -> new TreeSet<>())
                        .add(bike)));
        told.forEach((station, bikes) ->
                bikes.forEach(bike -> cursor(station).addReread(pasts.getOrDefault(bike, LONG_PAST) - LONG_PAST)));
    }

    private void writeBikes(BikeRefold refold, Instant now) {
        tables.bikes().write(refold.bikes());
        notices.addAll(writeTrips(tables, refold.changes(), now));
        touched.addAll(refold.stationsOfMoves());
    }

    private static Set<BikeId> disordered(BikeRefold refold) {
        Set<BikeId> disordered = new TreeSet<>();
        refold.bikes().stream().filter(BikeRow::disordered).forEach(row -> disordered.add(row.bike()));
        return disordered;
    }

    /**
     * Keeps trips that came out otherwise, and settles what they cost.
     *
     * @return to be told when it is committed
     */
    static List<Notice> writeTrips(LedgerTables tables, List<TripChange> changes, Instant now) {
        Owners owners = Owners.load(tables.commands(), changes);
        tables.trips().write(changes, owners, now);
        new Charging(tables.charges()).settle(changes, owners, now);
        return changes.stream()
                .<Notice>map(c -> new Notice.TripChanged(c.after().id(), owners.find(c.after())))
                .toList();
    }

    private void writeDocks(Collection<DockState> states) {
        if (!states.isEmpty()) {
            tables.docks().write(states);
        }
    }

    private void writeAvailability(DockFold docks, List<RecordedFact> facts) {
        tables.availability().add(docks.availability());
        List<StationId> outOfOrder = cursors.values().stream()
                .filter(Cursor::isOutOfOrder)
                .map(Cursor::station)
                .filter(s ->
                        facts.stream().anyMatch(r -> r.fact().id().station().equals(s)))
                .toList();
        recount(outOfOrder);
    }

    private void recount(List<StationId> stations) {
        if (!stations.isEmpty()) {
            tables.availability()
                    .recount(stations)
                    .forEach((station, bikes) -> cursor(station).recountBikes(bikes));
        }
    }

    /** Holds due inventories against docks and bikes; what differs is inferred, with the birth as its evidence. */
    void reconcile(DueInventories due) {
        Map<DockId, DockState> states = due.loadDocks();
        List<Inferred> inferred = new ArrayList<>();
        for (Difference difference : due.differences(states)) {
            inferred.add(number(difference));
        }
        inferred.addAll(sightedElsewhere(due, inferred));
        for (Inventory inventory : due.list()) {
            boolean differs = inferred.stream()
                    .anyMatch(i -> i.fact().fact().id().station().equals(inventory.station())
                            && !i.fact().fact().id().isShown());
            cursor(inventory.station()).standAt(inventory.asOf(), differs);
        }
        Instant now = due.list().get(0).taken().arrivedAt();
        fold(inferred, states, now);
        Map<BikeId, Instant> shownAt = new TreeMap<>();
        due.sightings().forEach(s -> shownAt.merge(s.bike(), s.at(), (a, b) -> a.isAfter(b) ? a : b));
        tables.bikes().noteShown(shownAt);
        tables.inventories().markReconciled(due.list(), now);
        due.writeReadings();
        due.list().forEach(i -> cursor(i.station()).reconciled(i.taken().epoch()));
    }

    /** Bikes that an inventory shows where its station's facts have them, and that others have told to be elsewhere. */
    private List<Inferred> sightedElsewhere(DueInventories due, List<Inferred> differing) {
        Set<BikeId> concerned = due.bikes();
        Map<BikeId, List<BikeFact>> moved = new TreeMap<>();
        differing.forEach(i -> BikeRefold.findBike(i.fact())
                .ifPresent(bike ->
                        moved.computeIfAbsent(bike, b -> new ArrayList<>()).add(BikeFact.of(i.fact()))));
        concerned.addAll(moved.keySet());
        Map<BikeId, BikeRow> rows = tables.bikes().lock(concerned);
        Map<BikeId, Instant> since = new TreeMap<>();
        for (Sighting sighting : due.sightings()) {
            BikeRow row = rows.getOrDefault(sighting.bike(), BikeRow.met(sighting.bike()));
            if (row.isShownSince(sighting.at())
                    || (!moved.containsKey(sighting.bike()) && !row.standsIn(sighting.dock(), sighting.at()))) {
                since.merge(sighting.bike(), sighting.at(), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        Set<BikeId> disordered = new TreeSet<>();
        rows.values().stream().filter(BikeRow::disordered).forEach(row -> disordered.add(row.bike()));
        BikeEvidence evidence = BikeEvidence.load(tables, since, disordered, due.sightings());
        moved.forEach((bike, steps) -> steps.forEach(step -> evidence.add(bike, step)));
        return since.keySet().stream()
                .flatMap(bike -> evidence.weigh(bike, Set.of()).stream())
                .toList();
    }
}
