package bici.fleet.availability;

import bici.fleet.operations.StationRegister.Position;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A station as it stands. Nothing is claimed to be available at a station that is off line or out of service: its docks
 * are what they were, and nobody can be sure of them.
 *
 * @param capacity docks it was taken in with
 * @param online it has a live connection
 * @param lastReported when it last spoke; empty when it never did
 * @param docks those that were ever told of, by number
 */
public record StationView(
        StationId id,
        String name,
        Optional<Position> position,
        int capacity,
        boolean online,
        boolean inService,
        Optional<Instant> lastReported,
        List<DockView> docks) {
    public StationView {
        docks = List.copyOf(docks);
    }

    /** What it shows of its docks may be relied upon. */
    public boolean isOpen() {
        return online && inService;
    }

    /** Bikes that may be taken now. */
    public int bikesAvailable() {
        return isOpen() ? count(DockView::offersBike) : 0;
    }

    /** Bikes that stand here and may not be taken. */
    public int bikesDisabled() {
        return count(dock -> dock.bike().isPresent()) - bikesAvailable();
    }

    /** Docks where a bike may be returned now. */
    public int docksAvailable() {
        return isOpen() ? count(DockView::offersReturn) : 0;
    }

    /** Docks without a bike where none may be returned; with those never told of. */
    public int docksDisabled() {
        return Math.max(0, Math.max(capacity, docks.size()) - bikesAvailable() - bikesDisabled() - docksAvailable());
    }

    private int count(Predicate<DockView> which) {
        return (int) docks.stream().filter(which).count();
    }
}
