package bici.infra.simulation.memory;

import bici.fleet.dock.DockState;
import bici.fleet.dock.Event;
import bici.fleet.dock.RecordedFact;
import bici.fleet.ledger.AvailabilityCounts;
import bici.fleet.trip.BikeFact;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Bikes in stations over time. */
final class MemoryAvailability implements AvailabilityCounts {
    private final Rows rows;

    MemoryAvailability(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void add(List<Count> counts) {
        for (Count count : counts) {
            Checks.require(count.bikes() >= 0, "bikes >= 0");
            rows.availability.insert(CountRow.of(count), count.bikes());
        }
    }

    @Override
    public Map<StationId, Integer> recount(Collection<StationId> stations) {
        Map<StationId, Integer> bikes = new TreeMap<>();
        for (StationId station : stations) {
            replace(station, count(station));
            bikes.put(station, bikesInDocks(station));
        }
        return bikes;
    }

    /** What stays the same is not touched. */
    private void replace(StationId station, List<Count> counts) {
        Map<CountRow, Count> fresh = new HashMap<>();
        for (Count count : counts) {
            Checks.require(fresh.put(CountRow.of(count), count) == null, "a fact is counted once");
        }
        List<CountRow> old = new ArrayList<>();
        for (Map.Entry<CountRow, Integer> row :
                rows.availability.from(new CountRow(station, Instant.MIN, 0, 0)).entrySet()) {
            if (!row.getKey().station().equals(station)) {
                break;
            }
            Count same = fresh.get(row.getKey());
            if (same != null && same.bikes() == row.getValue()) {
                fresh.remove(row.getKey());
            } else {
                old.add(row.getKey());
            }
        }
        old.forEach(rows.availability::delete);
        add(List.copyOf(fresh.values()));
    }

    private record Placed(MemoryDocks.Position position, RecordedFact fact) {}

    /** A count after each fact that changed the number of bikes at rest, in the station's own order. */
    private List<Count> count(StationId station) {
        List<Placed> placed = new ArrayList<>();
        rows.timed(rows.stepsAtStation.of(station)).stream()
                .filter(fact -> !fact.fact().id().isShown())
                .forEach(fact -> placed.add(new Placed(MemoryDocks.Position.of(rows, fact), fact)));
        placed.sort(Comparator.comparing(Placed::position));
        Map<Integer, Boolean> occupied = new HashMap<>();
        List<Count> counts = new ArrayList<>();
        int bikes = 0;
        for (Placed p : placed) {
            boolean comes = p.fact().fact().event() instanceof Event.BikeDocked;
            boolean was = occupied.getOrDefault(dock(p.fact()), false);
            occupied.put(dock(p.fact()), comes);
            if (comes != was) {
                bikes += comes ? 1 : -1;
                counts.add(new Count(p.fact().fact().id(), p.fact().at(), bikes));
            }
        }
        return counts;
    }

    private static int dock(RecordedFact step) {
        return BikeFact.of(step).dock().number();
    }

    private int bikesInDocks(StationId station) {
        int bikes = 0;
        for (DockState dock : rows.docks.from(new DockId(station, 1)).values()) {
            if (!dock.dock().station().equals(station)) {
                break;
            }
            bikes += dock.bike().isPresent() ? 1 : 0;
        }
        return bikes;
    }
}
