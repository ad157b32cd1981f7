package bici.fleet.availability;

import bici.fleet.operations.StationRegister.Position;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A station as it stands, and the one rule of what it offers; screens, API and feeds only repeat it.
 *
 * <ul>
 *   <li>In service and on line: bikes and free docks are what its docks show.
 *   <li>Out of service: no bike leaves, but a lock closes without asking anybody and the trip ends, so returns are offered.
 *   <li>Off line: nothing is counted, since its docks are only what they were. Its locks close all the same.
 * </ul>
 *
 * What a dock offers by itself is {@link DockView}'s: a locked-out dock lets no bike go and takes one back.
 *
 * @param capacity docks by the register
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

    /** Bikes may be taken here, as far as the station goes. */
    public boolean isRenting() {
        return online && inService;
    }

    /** A bike brought here is taken, or would be with a free dock: one of its docks at least is sound. */
    public boolean isReturning() {
        return registeredDocks().stream().anyMatch(DockView::isSound);
    }

    /** May this bike be taken now? */
    public boolean offersBike(DockView dock) {
        return isRenting() && dock.offersBike();
    }

    /** May a bike be returned to this dock now, for all we know? */
    public boolean offersReturn(DockView dock) {
        return online && dock.offersReturn();
    }

    /** Bikes that may be taken now. */
    public int bikesAvailable() {
        return count(this::offersBike);
    }

    /** Bikes that stand here and may not be taken. */
    public int bikesDisabled() {
        return count(dock -> dock.standing().isPresent()) - bikesAvailable();
    }

    /** Docks where a bike may be returned now. */
    public int docksAvailable() {
        return count(this::offersReturn);
    }

    /** Docks where no bike counts and none may be returned; with those never told of. */
    public int docksDisabled() {
        return capacity - bikesAvailable() - bikesDisabled() - docksAvailable();
    }

    /** One that nobody has installed counts nowhere until somebody takes it in. */
    public List<DockView> registeredDocks() {
        return docks.stream().filter(DockView::installed).toList();
    }

    private int count(Predicate<DockView> which) {
        return (int) registeredDocks().stream().filter(which).count();
    }
}
