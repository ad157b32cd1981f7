package bici.fleet.ledger;

import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.DockState;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.dock.Event;
import bici.fleet.ledger.Inventories.Taken;
import bici.fleet.vocabulary.DockId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What each dock is. */
public interface DockStates {
    /** The docks' states, unknown where there is none yet. */
    Map<DockId, DockState> load(Collection<DockId> docks);

    /**
     * Everything recorded of these docks, in each station's own order: their facts, what was inferred right after the fact
     * that its inventory is as of, and after that the inventory's reading, if it was held against them; inventories as of
     * the same fact follow each other as their births did. Left out is what
     * says where an inventory shows a bike ({@link bici.fleet.vocabulary.FactId#isShown}): it changes no dock.
     */
    List<Entry> loadHistories(Collection<DockId> docks);

    void write(Collection<DockState> states);

    /**
     * Something recorded of a dock.
     *
     * @param position of the fact, or what its inventory is as of
     */
    record Entry(DockId dock, AsOf position, Instant at, Told told) {}

    /** What an entry tells. */
    sealed interface Told {
        /** As far as the dock is concerned: causes and commands are left out. */
        record Happened(Event event, boolean inferred) implements Told {}

        record Read(Taken taken, DockReading reading) implements Told {}
    }
}
