package bici.fleet.ledger;

import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Inventories of births, waiting to be held against the facts. */
public interface Inventories {
    /** The births of these stations and epochs. */
    List<Taken> find(Map<StationId, Long> epochs);

    /** What they read, by dock. */
    List<Inventory> read(Collection<Taken> taken);

    void markReconciled(Collection<Inventory> inventories, Instant at);

    /**
     * That an inventory was taken.
     *
     * @param asOf the last fact it reflects
     * @param at the moment it describes
     */
    record Taken(StationId station, long epoch, AsOf asOf, Instant at, Instant arrivedAt) {}

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
    }
}
