package bici.infra.simulation.memory;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Birth.DockReading;
import bici.fleet.ledger.Inventories.Taken;
import bici.fleet.vocabulary.StationId;
import java.util.List;

/** A birth and its inventory. */
public record BirthRow(Taken taken, Birth birth, boolean reconciled) {
    public BirthRow {
        List<DockReading> docks = birth.docks();
        Checks.require(
                docks.stream().map(DockReading::dock).distinct().count() == docks.size(),
                "an inventory names a dock once");
        docks.forEach(dock -> dock.fault().ifPresent(Checks::requireSayable));
    }

    List<DockReading> docks() {
        return birth.docks();
    }

    /** Station and epoch. */
    record Key(StationId station, long epoch) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = station.compareTo(other.station);
            return order == 0 ? Long.compare(epoch, other.epoch) : order;
        }
    }
}
