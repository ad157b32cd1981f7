package bici.fleet.ledger;

import bici.fleet.dock.DockState;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.dock.Reconciliation;
import bici.fleet.ledger.DockStates.Entry;
import bici.fleet.ledger.DockStates.Told;
import bici.fleet.vocabulary.DockId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

    List<Entry> load(Collection<DockId> wanted) {
        return wanted.isEmpty() ? List.of() : docks.loadHistories(wanted);
    }

    /** The docks as they are. */
    Map<DockId, DockState> fold(Collection<DockId> wanted) {
        return fold(wanted, load(wanted));
    }

    /** The docks as their histories leave them. */
    static Map<DockId, DockState> fold(Collection<DockId> wanted, List<Entry> histories) {
        Map<DockId, AsOf> whole = new TreeMap<>();
        wanted.forEach(dock -> whole.put(dock, END));
        return fold(whole, histories);
    }

    /** Each dock as it was after its last fact up to a position. */
    Map<DockId, DockState> fold(Map<DockId, AsOf> upTo) {
        return fold(upTo, load(upTo.keySet()));
    }

    private static Map<DockId, DockState> fold(Map<DockId, AsOf> upTo, List<Entry> histories) {
        Map<DockId, DockState> states = new TreeMap<>();
        upTo.keySet().forEach(dock -> states.put(dock, DockState.unknown(dock)));
        for (Entry entry : histories) {
            DockId dock = entry.dock();
            if (entry.position().compareTo(upTo.getOrDefault(dock, AsOf.NOTHING)) <= 0) {
                states.put(dock, after(states.getOrDefault(dock, DockState.unknown(dock)), entry));
            }
        }
        return states;
    }

    static DockState after(DockState before, Entry entry) {
        return switch (entry.told()) {
            case Told.Read read -> Reconciliation.withReading(before, before.dock(), read.reading(), entry.position());
            case Told.Happened happened -> before.after(happened.event(), entry.position(), entry.at());
        };
    }
}
