package bici.fleet.ledger;

import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Inventories of births, waiting to be held against the facts. */
public interface Inventories {
    /** The births of these stations and epochs. */
    List<Taken> find(Map<StationId, Long> epochs);

    /** What they read, by dock. */
    List<Inventory> read(Collection<Taken> taken);

    /** Where the inventories that were held against the facts show these bikes, since an instant each, in no order. */
    List<Sighting> loadSightings(Map<BikeId, Instant> since);

    void markReconciled(Collection<Inventory> inventories, Instant at);

    /**
     * That an inventory was taken.
     *
     * @param asOf the last fact it reflects
     * @param at the moment it describes
     */
    record Taken(StationId station, long epoch, AsOf asOf, Instant at, Instant arrivedAt) {}

    /** That an inventory shows a bike in a dock. */
    record Sighting(BikeId bike, DockId dock, Taken taken) {
        public Instant at() {
            return taken.at();
        }
    }

    /** An inventory and what it reads. */
    record Inventory(Taken taken, List<DockReading> docks) {
        public Inventory {
            docks = List.copyOf(docks);
        }

        public StationId station() {
            return taken.station();
        }

        public AsOf asOf() {
            return taken.asOf();
        }

        List<Sighting> sightings() {
            List<Sighting> sightings = new ArrayList<>();
            for (DockReading reading : docks) {
                DockId dock = new DockId(station(), reading.dock());
                reading.bike().ifPresent(bike -> sightings.add(new Sighting(bike, dock, taken)));
            }
            return sightings;
        }
    }
}
