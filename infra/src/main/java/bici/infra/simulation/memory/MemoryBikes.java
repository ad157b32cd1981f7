package bici.infra.simulation.memory;

import bici.fleet.dock.DockState;
import bici.fleet.ledger.BikeRow;
import bici.fleet.ledger.BikeStates;
import bici.fleet.ledger.Refused;
import bici.fleet.trip.Whereabouts;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Bikes; that a dock has one bike is looked at when the transaction is committed. */
final class MemoryBikes implements BikeStates {
    private final Rows rows;
    private final Set<DockId> touched = new HashSet<>();

    MemoryBikes(Rows rows) {
        this.rows = rows;
    }

    @Override
    public Map<BikeId, BikeRow> lock(Set<BikeId> bikes) {
        Map<BikeId, BikeRow> locked = new TreeMap<>();
        for (BikeId bike : new TreeSet<>(bikes)) {
            if (!rows.bikes.has(bike)) {
                rows.bikes.insert(bike, BikeRow.met(bike).registered(rows.unheardOf));
                if (rows.unheardOf.from().isPresent()) {
                    rows.codes.meet(bike);
                }
            }
            locked.put(bike, rows.bikes.get(bike));
        }
        return locked;
    }

    @Override
    public void write(Collection<BikeRow> bikes) {
        bikes.forEach(this::put);
    }

    private void put(BikeRow bike) {
        dock(rows.bikes.get(bike.bike())).ifPresent(dock -> rows.bikesInDock.remove(dock, bike.bike()));
        dock(bike).ifPresent(dock -> {
            rows.bikesInDock.add(dock, bike.bike());
            touched.add(dock);
        });
        rows.bikes.put(bike.bike(), bike);
    }

    private static Optional<DockId> dock(BikeRow bike) {
        return bike.whereabouts() instanceof Whereabouts.AtDock here ? Optional.of(here.dock()) : Optional.empty();
    }

    @Override
    public void noteShown(Map<BikeId, Instant> shownAt) {
        shownAt.forEach((bike, at) -> {
            BikeRow row = rows.bikes.get(bike);
            if (row.shownAt().filter(known -> !known.isBefore(at)).isEmpty()) {
                put(new BikeRow(
                        bike, row.whereabouts(), row.last(), row.disordered(), Optional.of(at), row.registration()));
            }
        });
    }

    @Override
    public void displace(Collection<BikeId> bikes, Collection<DockId> docks) {
        Set<BikeId> asked = new TreeSet<>(bikes);
        docks.forEach(dock -> asked.addAll(rows.bikesInDock.of(dock)));
        for (BikeId bike : asked) {
            rows.bikes.find(bike).ifPresent(this::displace);
        }
    }

    private void displace(BikeRow bike) {
        if (bike.whereabouts() instanceof Whereabouts.AtDock here) {
            Optional<DockState> dock = rows.docks.find(here.dock());
            boolean movedOn = dock.isPresent() && !dock.get().bike().equals(Optional.of(bike.bike()));
            if (movedOn) {
                put(new BikeRow(
                        bike.bike(),
                        new Whereabouts.Missing(here.since()),
                        bike.last(),
                        bike.disordered(),
                        bike.shownAt(),
                        bike.registration()));
            }
        }
    }

    /** What is deferred to the commit. */
    void checkDeferred() {
        for (DockId dock : touched) {
            if (rows.bikesInDock.of(dock).size() > 1) {
                throw new Refused("one bike a dock: " + dock + " holds " + rows.bikesInDock.of(dock));
            }
        }
    }
}
