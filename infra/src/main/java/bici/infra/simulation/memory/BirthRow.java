package bici.infra.simulation.memory;

import bici.fleet.dock.Birth.DockReading;
import bici.fleet.ledger.Inventories.Taken;
import bici.fleet.vocabulary.StationId;
import java.util.Comparator;
import java.util.List;

/** A birth and its inventory. */
public record BirthRow(Taken taken, List<DockReading> docks, boolean reconciled) {
    public BirthRow {
        docks = List.copyOf(docks);
        Checks.require(
                docks.stream().map(DockReading::dock).distinct().count() == docks.size(),
                "an inventory names a dock once");
        docks.forEach(dock -> dock.fault().ifPresent(Checks::requireSayable));
    }

    /** Station and epoch. */
    record Key(StationId station, long epoch) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::station).thenComparingLong(Key::epoch);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }
}
