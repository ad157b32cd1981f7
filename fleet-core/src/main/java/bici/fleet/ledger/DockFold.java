package bici.fleet.ledger;

import bici.fleet.dock.DockState;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.dock.Event;
import bici.fleet.dock.RecordedFact;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.StationId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Folds facts into dock states and station counts, in each station's own order. */
final class DockFold {
    private final Map<DockId, DockState> states;
    private final Map<StationId, Cursor> cursors;
    private final Set<DockId> changed = new LinkedHashSet<>();
    private final Set<DockId> late = new LinkedHashSet<>();
    private final List<AvailabilityCounts.Count> availability = new ArrayList<>();

    DockFold(Map<DockId, DockState> states, Map<StationId, Cursor> cursors) {
        this.states = states;
        this.cursors = cursors;
    }

    static Optional<DockId> findDock(RecordedFact recorded) {
        StationId station = recorded.fact().id().station();
        return switch (recorded.fact().event()) {
            case Event.BikeRemoved e -> Optional.of(new DockId(station, e.dock()));
            case Event.BikeDocked e -> Optional.of(new DockId(station, e.dock()));
            case Event.LockOpenedNotTaken e -> Optional.of(new DockId(station, e.dock()));
            case Event.LockFailed e -> Optional.of(new DockId(station, e.dock()));
            case Event.DockFault e -> Optional.of(new DockId(station, e.dock()));
            case Event.DockCleared e -> Optional.of(new DockId(station, e.dock()));
            case Event.Tamper e -> Optional.empty();
            case Event.Door e -> Optional.empty();
            case Event.Power e -> Optional.empty();
            case Event.Button e -> Optional.empty();
            case Event.BikeBattery e -> Optional.empty();
            case Event.Lost e -> Optional.empty();
        };
    }

    /** @param position the fact's own, or for an inferred one what its inventory is as of */
    void apply(RecordedFact recorded, AsOf position) {
        Optional<DockId> dock = findDock(recorded);
        if (dock.isEmpty() || recorded.fact().id().isShown()) {
            return;
        }
        DockState before = states.getOrDefault(dock.get(), DockState.unknown(dock.get()));
        boolean inferred = recorded.evidenceEpoch().isPresent();
        int newer = position.compareTo(before.asOf());
        if (newer < 0 || (newer == 0 && !inferred)) {
            late.add(dock.get());
            return;
        }
        DockState after = before.after(recorded.fact().event(), position, recorded.at());
        states.put(dock.get(), after);
        changed.add(dock.get());
        int difference = (after.bike().isPresent() ? 1 : 0) - (before.bike().isPresent() ? 1 : 0);
        if (difference != 0) {
            count(recorded, difference);
        }
    }

    private void count(RecordedFact recorded, int difference) {
        Cursor cursor = cursors.get(recorded.fact().id().station());
        if (cursor == null) {
            throw new IllegalStateException("no cursor for " + recorded.fact().id());
        }
        int bikes = cursor.addBikes(difference);
        if (!cursor.isOutOfOrder()) {
            availability.add(new AvailabilityCounts.Count(recorded.fact().id(), recorded.at(), bikes));
        }
    }

    /** Docks with a fact that something newer was told before: they must be folded anew. */
    Set<DockId> late() {
        return late;
    }

    void settle(Map<DockId, DockState> foldedAnew) {
        states.putAll(foldedAnew);
        changed.addAll(foldedAnew.keySet());
    }

    Collection<DockState> changedStates() {
        List<DockState> result = new ArrayList<>(changed.size());
        for (DockId dock : changed) {
            result.add(states.getOrDefault(dock, DockState.unknown(dock)));
        }
        return result;
    }

    Set<DockId> changedDocks() {
        return changed;
    }

    /** Rows for stations told in order; those told out of order are counted anew. */
    List<AvailabilityCounts.Count> availability() {
        return availability;
    }
}
