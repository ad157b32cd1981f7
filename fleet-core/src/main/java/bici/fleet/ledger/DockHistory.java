package bici.fleet.ledger;

import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.DockState;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.dock.Reconciliation;
import bici.fleet.ledger.DockStates.Told;
import bici.fleet.vocabulary.DockId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Docks folded from everything recorded of them: their facts, and the readings of inventories that were held against
 * them, in each station's own order. Reads whole histories, so it is for docks with a late fact only.
 */
final class DockHistory {
    private static final AsOf END = new AsOf(Integer.MAX_VALUE, Long.MAX_VALUE);

    private final DockStates docks;

    DockHistory(DockStates docks) {
        this.docks = docks;
    }

    /** The docks as they are. */
    Map<DockId, DockState> fold(Iterable<DockId> wanted) {
        Map<DockId, AsOf> whole = new TreeMap<>();
        wanted.forEach(dock -> whole.put(dock, END));
        return fold(whole);
    }

    /** Each dock as it was after its last fact up to a position. */
    Map<DockId, DockState> fold(Map<DockId, AsOf> upTo) {
        Map<DockId, DockState> states = new TreeMap<>();
        if (upTo.isEmpty()) {
            return states;
        }
        upTo.keySet().forEach(dock -> states.put(dock, DockState.unknown(dock)));
        for (DockStates.Entry entry : docks.loadHistories(upTo.keySet())) {
            DockId dock = entry.dock();
            if (entry.position().compareTo(upTo.getOrDefault(dock, AsOf.NOTHING)) <= 0) {
                states.put(dock, after(states.getOrDefault(dock, DockState.unknown(dock)), entry));
            }
        }
        return states;
    }

    private static DockState after(DockState before, DockStates.Entry entry) {
        return switch (entry.told()) {
            case Told.Read read -> {
                DockReading reading =
                        new DockReading(before.dock().number(), Optional.empty(), read.lock(), read.fault());
                yield Reconciliation.withReading(before, before.dock(), reading, entry.position());
            }
            case Told.Happened happened -> before.after(happened.event(), entry.position(), entry.at());
        };
    }
}
