package bici.fleet.ledger;

import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.DockState;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Reconciliation;
import bici.fleet.dock.RecordedFact;
import bici.fleet.dock.Stamp;
import bici.fleet.dock.TimeJudge.JudgedTime;
import bici.fleet.dock.TimeJudge.TimeQuality;
import bici.fleet.ledger.Inventories.Inventory;
import bici.fleet.ledger.Inventories.Taken;
import bici.fleet.operations.Notice;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Carries new facts into everything that follows from them, within one transaction. */
final class FactApplication {
    private static final Comparator<RecordedFact> STATION_ORDER =
            Comparator.comparing(r -> r.fact().id());

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

    void apply(List<RecordedFact> facts) {
        List<RecordedFact> inOrder = new ArrayList<>(facts);
        inOrder.sort(STATION_ORDER);
        Set<BikeId> outOfOrder = new HashSet<>();
        for (RecordedFact recorded : inOrder) {
            if (cursor(recorded.fact().id().station())
                    .advance(Admission.position(recorded.fact().id()))) {
                BikeRefold.findBike(recorded).ifPresent(outOfOrder::add);
            }
        }
        Map<FactId, AsOf> positions = new HashMap<>();
        inOrder.forEach(
                r -> positions.put(r.fact().id(), Admission.position(r.fact().id())));
        fold(inOrder, positions, outOfOrder, loadDocks(inOrder));
        notices.addAll(CommandResolution.of(inOrder).write(tables.commands()));
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

    private void fold(
            List<RecordedFact> facts,
            Map<FactId, AsOf> positions,
            Set<BikeId> outOfOrder,
            Map<DockId, DockState> dockStates) {
        if (facts.isEmpty()) {
            return;
        }
        DockFold docks = new DockFold(dockStates, cursors);
        facts.forEach(r -> docks.apply(r, positions.getOrDefault(r.fact().id(), AsOf.NOTHING)));
        Set<BikeId> bikes = new LinkedHashSet<>();
        facts.forEach(r -> BikeRefold.findBike(r).ifPresent(bikes::add));
        BikeRefold refold = new BikeRefold(tables.facts(), tables.bikes().lock(bikes), facts, outOfOrder);
        refold.run();

        tables.facts().append(facts);
        docks.settle(new DockHistory(tables.docks()).fold(docks.late()));
        writeDocks(docks.changedStates());
        writeAvailability(docks, facts);
        tables.bikes().write(refold.bikes());
        Instant now = facts.get(0).arrivedAt();
        Owners owners = Owners.load(tables.commands(), refold.changes());
        tables.trips().write(refold.changes(), owners, now);
        refold.changes()
                .forEach(c -> notices.add(new Notice.TripChanged(c.after().id(), owners.find(c.after()))));
        facts.forEach(r -> touched.add(r.fact().id().station()));
        tables.bikes().displace(bikes, docks.changedDocks());
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
        if (!outOfOrder.isEmpty()) {
            tables.availability()
                    .recount(outOfOrder)
                    .forEach((station, bikes) -> cursor(station).recountBikes(bikes));
        }
    }

    /** Holds due inventories against the docks; what differs is inferred, with the birth as its evidence. */
    void reconcile() {
        List<Inventory> due = loadDue();
        if (due.isEmpty()) {
            return;
        }
        Set<DockId> docks = new TreeSet<>();
        due.forEach(i -> i.docks().forEach(d -> docks.add(new DockId(i.station(), d.dock()))));
        Map<DockId, DockState> states = tables.docks().load(docks);
        Map<DockId, DockState> then = asOf(due, states);
        List<RecordedFact> inferred = new ArrayList<>();
        Map<FactId, AsOf> positions = new HashMap<>();
        for (Inventory inventory : due) {
            List<Event> differences = differences(inventory, then);
            for (Event event : differences) {
                RecordedFact fact = infer(inventory, event);
                inferred.add(fact);
                positions.put(fact.fact().id(), inventory.asOf());
            }
            cursor(inventory.station()).standAt(inventory.asOf(), !differences.isEmpty());
        }
        fold(inferred, positions, Set.of(), states);
        tables.inventories().markReconciled(due, due.get(0).taken().arrivedAt());
        writeReadings(due);
        due.forEach(i -> cursor(i.station()).reconciled());
    }

    /** The inventories of these stations' unreconciled births whose facts are all there. */
    private List<Inventory> loadDue() {
        Map<StationId, Long> waiting = new TreeMap<>();
        cursors.values().forEach(c -> c.unreconciledEpoch().ifPresent(epoch -> waiting.put(c.station(), epoch)));
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Taken> due = tables.inventories().find(waiting).stream()
                .filter(taken -> cursor(taken.station()).isCompleteTo(taken.asOf()))
                .sorted(Comparator.comparing(Taken::station))
                .toList();
        return due.isEmpty() ? List.of() : tables.inventories().read(due);
    }

    /** The docks as they were when the inventories were taken: some have had newer facts since. */
    private Map<DockId, DockState> asOf(List<Inventory> due, Map<DockId, DockState> states) {
        Map<DockId, AsOf> moved = new TreeMap<>();
        for (Inventory inventory : due) {
            for (DockReading reading : inventory.docks()) {
                DockId dock = new DockId(inventory.station(), reading.dock());
                if (states.getOrDefault(dock, DockState.unknown(dock)).asOf().compareTo(inventory.asOf()) > 0) {
                    moved.put(dock, inventory.asOf());
                }
            }
        }
        Map<DockId, DockState> then = new TreeMap<>(states);
        then.putAll(new DockHistory(tables.docks()).fold(moved));
        return then;
    }

    /** What is gone first, so that a bike that changed docks ends in its new one. */
    private static List<Event> differences(Inventory inventory, Map<DockId, DockState> states) {
        List<Event> gone = new ArrayList<>();
        List<Event> come = new ArrayList<>();
        for (DockReading reading : inventory.docks()) {
            DockId dock = new DockId(inventory.station(), reading.dock());
            DockState state = states.getOrDefault(dock, DockState.unknown(dock));
            for (Event event : Reconciliation.differences(state, reading, inventory.asOf())) {
                (event instanceof Event.BikeRemoved ? gone : come).add(event);
            }
        }
        gone.addAll(come);
        return gone;
    }

    private void writeReadings(List<Inventory> due) {
        Set<DockId> docks = new TreeSet<>();
        due.forEach(i -> i.docks().forEach(d -> docks.add(new DockId(i.station(), d.dock()))));
        Map<DockId, DockState> states = tables.docks().load(docks);
        Set<DockId> moved = new TreeSet<>();
        for (Inventory inventory : due) {
            for (DockReading reading : inventory.docks()) {
                DockId dock = new DockId(inventory.station(), reading.dock());
                DockState state = states.getOrDefault(dock, DockState.unknown(dock));
                if (state.asOf().compareTo(inventory.asOf()) > 0) {
                    moved.add(dock);
                } else {
                    states.put(dock, Reconciliation.withReading(state, dock, reading, inventory.asOf()));
                }
            }
        }
        states.putAll(new DockHistory(tables.docks()).fold(moved));
        writeDocks(states.values());
    }

    private RecordedFact infer(Inventory inventory, Event event) {
        FactId id = new FactId(
                inventory.station(),
                FactId.INFERRED,
                cursor(inventory.station()).nextInferred());
        Stamp stamp = new Stamp(inventory.taken().at(), Duration.ZERO, 1, Stamp.ClockQuality.SYNCED, false);
        return new RecordedFact(
                new Fact(id, stamp, event),
                new JudgedTime(inventory.taken().at(), TimeQuality.DEVICE, Optional.empty()),
                inventory.taken().arrivedAt(),
                Optional.empty(),
                Optional.of(inventory.taken().epoch()));
    }
}
