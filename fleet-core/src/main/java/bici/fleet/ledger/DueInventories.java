package bici.fleet.ledger;

import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.DockState;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.dock.Event;
import bici.fleet.dock.Reconciliation;
import bici.fleet.ledger.DockEvidence.Difference;
import bici.fleet.ledger.Inventories.Inventory;
import bici.fleet.ledger.Inventories.Sighting;
import bici.fleet.ledger.Inventories.Taken;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.StationId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Inventories whose facts are all there and that were not held against the stations' own facts yet, one of each station:
 * where a birth overtook another, the earlier is held first.
 */
final class DueInventories {
    private final DockStates docks;
    private final List<Inventory> due;
    private final Set<DockId> read = new TreeSet<>();

    private DueInventories(DockStates docks, List<Inventory> due) {
        this.docks = docks;
        this.due = due;
        due.forEach(i -> i.docks().forEach(d -> read.add(new DockId(i.station(), d.dock()))));
    }

    /** In the order in which they are to be held; two statements, or one, or none. */
    static List<DueInventories> load(LedgerTables tables, Collection<Cursor> cursors) {
        Map<StationId, Cursor> waiting = new TreeMap<>();
        cursors.stream().filter(Cursor::mayReconcile).forEach(cursor -> waiting.put(cursor.station(), cursor));
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Taken> due = new ArrayList<>();
        for (Taken taken : tables.inventories().findUnreconciled(waiting.keySet())) {
            Cursor cursor = Objects.requireNonNull(waiting.get(taken.station()));
            if (cursor.isCompleteTo(taken.asOf())) {
                due.add(taken);
            } else {
                cursor.waitsFor(taken.epoch(), taken.asOf());
            }
        }
        due.sort(Comparator.comparing(Taken::station).thenComparingLong(Taken::epoch));
        return due.isEmpty() ? List.of() : inRounds(tables, tables.inventories().read(due));
    }

    private static List<DueInventories> inRounds(LedgerTables tables, List<Inventory> due) {
        List<List<Inventory>> rounds = new ArrayList<>();
        Map<StationId, Integer> ofStation = new TreeMap<>();
        for (Inventory inventory : due) {
            int round = ofStation.merge(inventory.station(), 1, Integer::sum) - 1;
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(inventory);
        }
        return rounds.stream()
                .map(round -> new DueInventories(tables.docks(), round))
                .toList();
    }

    List<Inventory> list() {
        return due;
    }

    List<Sighting> sightings() {
        return due.stream().flatMap(i -> i.sightings().stream()).toList();
    }

    Set<BikeId> bikes() {
        Set<BikeId> bikes = new TreeSet<>();
        sightings().forEach(sighting -> bikes.add(sighting.bike()));
        return bikes;
    }

    /** The docks they read, as they are now. */
    Map<DockId, DockState> loadDocks() {
        return docks.load(read);
    }

    /** By inventory: what is gone first, so that a bike that changed docks ends in its new one. */
    List<Difference> differences(Map<DockId, DockState> states) {
        Map<DockId, DockState> then = asOf(states);
        List<Difference> differences = new ArrayList<>();
        for (Inventory inventory : due) {
            List<Difference> come = new ArrayList<>();
            for (DockReading reading : inventory.docks()) {
                DockId dock = new DockId(inventory.station(), reading.dock());
                DockState state = then.getOrDefault(dock, DockState.unknown(dock));
                for (Event event : Reconciliation.differences(state, reading, inventory.asOf())) {
                    (event instanceof Event.BikeRemoved ? differences : come)
                            .add(new Difference(inventory.taken(), event));
                }
            }
            differences.addAll(come);
        }
        return differences;
    }

    /** The docks as they were when the inventories were taken: some have had newer facts since. */
    private Map<DockId, DockState> asOf(Map<DockId, DockState> states) {
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
        then.putAll(new DockHistory(docks).fold(moved));
        return then;
    }

    /** Locks and faults are as read, where no newer fact tells of them. */
    void writeReadings() {
        Map<DockId, DockState> states = loadDocks();
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
        states.putAll(new DockHistory(docks).fold(moved));
        if (!states.isEmpty()) {
            docks.write(states.values());
        }
    }
}
