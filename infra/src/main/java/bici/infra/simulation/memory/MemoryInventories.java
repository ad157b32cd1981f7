package bici.infra.simulation.memory;

import bici.fleet.dock.Birth.DockReading;
import bici.fleet.ledger.Inventories;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Inventories of births. */
final class MemoryInventories implements Inventories {
    private final Rows rows;

    MemoryInventories(Rows rows) {
        this.rows = rows;
    }

    @Override
    public List<Taken> find(Map<StationId, Long> epochs) {
        List<Taken> taken = new ArrayList<>();
        epochs.forEach((station, epoch) ->
                rows.births.find(new BirthRow.Key(station, epoch)).ifPresent(birth -> taken.add(birth.taken())));
        return taken;
    }

    @Override
    public List<Inventory> read(Collection<Taken> taken) {
        return taken.stream()
                .map(t -> new Inventory(
                        t,
                        rows.births.get(new BirthRow.Key(t.station(), t.epoch())).docks().stream()
                                .sorted(Comparator.comparingInt(DockReading::dock))
                                .toList()))
                .toList();
    }

    @Override
    public void markReconciled(Collection<Inventory> inventories, Instant at) {
        for (Inventory inventory : inventories) {
            BirthRow.Key key =
                    new BirthRow.Key(inventory.station(), inventory.taken().epoch());
            BirthRow birth = rows.births.get(key);
            rows.births.put(key, new BirthRow(birth.taken(), birth.docks(), true));
            for (DockReading reading : birth.docks()) {
                DockId dock = new DockId(inventory.station(), reading.dock());
                reading.bike().ifPresent(bike -> rows.sightings.add(bike, new Sighting(bike, dock, birth.taken())));
            }
        }
    }

    @Override
    public List<Sighting> loadSightings(Map<BikeId, Instant> since) {
        List<Sighting> sightings = new ArrayList<>();
        since.forEach((bike, from) -> {
            for (Sighting sighting : rows.sightings.of(bike)) {
                if (!sighting.at().isBefore(from)) {
                    sightings.add(sighting);
                }
            }
        });
        return sightings;
    }
}
