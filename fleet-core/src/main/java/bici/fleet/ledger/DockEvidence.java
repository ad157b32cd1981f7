package bici.fleet.ledger;

import bici.fleet.dock.DockState;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.dock.Event;
import bici.fleet.dock.Reconciliation;
import bici.fleet.ledger.DockStates.Entry;
import bici.fleet.ledger.DockStates.Told;
import bici.fleet.ledger.Inventories.Taken;
import bici.fleet.vocabulary.DockId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One dock's inventories, held again against its facts while facts come that were given up before they were told: one fact
 * after the other, so that it does not matter which of them came together. Mutable, one thread.
 */
final class DockEvidence {
    private final DockId dock;
    private final List<Entry> history;
    private final Set<AsOf> untold;
    private final Map<Taken, List<Event>> found = new HashMap<>();

    /**
     * A dock before any of its new facts.
     *
     * @param history everything recorded of it, the new facts too
     * @param untold positions of the new facts
     */
    DockEvidence(DockId dock, List<Entry> history, Set<AsOf> untold) {
        this.dock = dock;
        this.history = history;
        this.untold = new HashSet<>(untold);
    }

    /** Something that an inventory shows otherwise than the facts. */
    record Difference(Taken taken, Event event) {}

    /**
     * What inventories show otherwise now that this fact is told. A new memory's inventories say nothing of the facts that an
     * older one still tells: it may tell more.
     */
    List<Difference> tell(AsOf fact) {
        untold.remove(fact);
        List<Difference> differences = new ArrayList<>();
        DockState state = DockState.unknown(dock);
        for (Entry entry : history) {
            if (entry.told() instanceof Told.Read read) {
                for (Event event : found.getOrDefault(read.taken(), List.of())) {
                    state = state.after(event, entry.position(), entry.at());
                }
                if (isShownAfter(fact, entry.position())) {
                    state = compare(state, read, differences);
                }
            }
            if (!isUntold(entry)) {
                state = DockHistory.after(state, entry);
            }
        }
        return differences;
    }

    private static boolean isShownAfter(AsOf fact, AsOf inventory) {
        return fact.journal() == inventory.journal() && fact.sequence() <= inventory.sequence();
    }

    private DockState compare(DockState known, Told.Read read, List<Difference> differences) {
        Taken taken = read.taken();
        DockState state = known;
        for (Event event : Reconciliation.differences(known, read.reading(), taken.asOf())) {
            differences.add(new Difference(taken, event));
            found.computeIfAbsent(taken, t -> new ArrayList<>()).add(event);
            state = state.after(event, taken.asOf(), taken.at());
        }
        return state;
    }

    private boolean isUntold(Entry entry) {
        return entry.told() instanceof Told.Happened happened
                && !happened.inferred()
                && untold.contains(entry.position());
    }
}
