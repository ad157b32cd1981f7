package bici.fleet.dock;

import bici.fleet.dock.Birth.Lock;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a dock is after the last fact about it, by the station's own order.
 *
 * @param asOf journal and sequence of that fact
 */
public record DockState(DockId dock, Optional<BikeId> bike, Lock lock, Optional<String> fault, AsOf asOf, Instant at) {

    /** A dock nothing is known of yet: empty, and every fact is newer. */
    public static DockState unknown(DockId dock) {
        return new DockState(dock, Optional.empty(), Lock.LOCKED, Optional.empty(), AsOf.NOTHING, Instant.EPOCH);
    }

    /** A position in a station's journals. */
    public record AsOf(int journal, long sequence) implements Comparable<AsOf> {
        public static final AsOf NOTHING = new AsOf(0, 0);

        @Override
        public int compareTo(AsOf other) {
            int byJournal = Integer.compare(journal, other.journal);
            return byJournal != 0 ? byJournal : Long.compare(sequence, other.sequence);
        }
    }

    /**
     * The state after a newer fact about this dock; a fact that changes nothing of a dock only moves {@code asOf}. Bikes
     * come and go by dockings and removals alone, as in the bikes' own histories, so that both always agree; any other
     * difference is for the next inventory to show.
     */
    public DockState after(Event event, AsOf position, Instant when) {
        return switch (event) {
            case Event.BikeRemoved removed -> with(Optional.empty(), Lock.UNLOCKED, fault, position, when);
            case Event.BikeDocked docked -> with(Optional.of(docked.bike()), Lock.LOCKED, fault, position, when);
            case Event.LockOpenedNotTaken open -> with(bike, Lock.LOCKED, fault, position, when);
            case Event.LockFailed failed -> with(bike, Lock.JAMMED, fault, position, when);
            case Event.DockFault broken -> with(bike, lock, Optional.of(broken.code()), position, when);
            case Event.DockCleared cleared ->
                with(bike, lock == Lock.JAMMED ? Lock.LOCKED : lock, Optional.empty(), position, when);
            case Event.Tamper t -> with(bike, lock, fault, position, when);
            case Event.Button b -> with(bike, lock, fault, position, when);
            case Event.BikeBattery b -> with(bike, lock, fault, position, when);
            case Event.Door d -> this;
            case Event.Power p -> this;
            case Event.Lost l -> this;
        };
    }

    private DockState with(
            Optional<BikeId> newBike, Lock newLock, Optional<String> newFault, AsOf position, Instant when) {
        return new DockState(dock, newBike, newLock, newFault, position, when);
    }
}
