package bici.fleet.dock;

import bici.fleet.dock.Birth.DockReading;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds a station's inventory against what its facts tell, once every fact up to the inventory's sequence is there.
 * What differs becomes inferred events. Pure.
 */
public final class Reconciliation {
    private Reconciliation() {}

    /**
     * Events that make a dock agree with its reading, in order; none when it agrees or has newer facts.
     *
     * @param asOf what the inventory reflects
     */
    public static List<Event> differences(DockState known, DockReading reading, DockState.AsOf asOf) {
        List<Event> events = new ArrayList<>();
        if (known.asOf().compareTo(asOf) > 0) {
            return events;
        }
        Optional<BikeId> ours = known.bike();
        Optional<BikeId> theirs = reading.bike();
        if (!ours.equals(theirs)) {
            ours.ifPresent(bike -> events.add(new Event.BikeRemoved(reading.dock(), bike, new Cause.ByNobody())));
            theirs.ifPresent(bike -> events.add(new Event.BikeDocked(reading.dock(), bike)));
        }
        return events;
    }

    /** The dock's state with lock and fault as read: these are states of their own, not facts. */
    public static DockState withReading(DockState known, DockId dock, DockReading reading, DockState.AsOf asOf) {
        return known.asOf().compareTo(asOf) > 0
                ? known
                : new DockState(dock, known.bike(), reading.lock(), reading.fault(), asOf, known.at());
    }
}
