package bici.fleet.trip;

import bici.fleet.vocabulary.TripId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trips as a fold over the facts of one bike: the only place where a trip comes to be. Pure. */
public final class BikeFold {
    private BikeFold() {}

    /**
     * Folds facts in any order of arrival, without duplicates.
     *
     * @param start where the bike was before the first of them
     */
    public static Folded fold(Whereabouts start, Collection<BikeFact> facts) {
        Map<TripId, Trip> trips = new LinkedHashMap<>();
        Whereabouts now = start;
        if (start instanceof Whereabouts.OnTrip riding) {
            trips.put(riding.trip().id(), riding.trip());
        }
        List<BikeFact> ordered = BikeOrder.sort(start, facts);
        for (BikeFact fact : ordered) {
            Whereabouts.Move move = now.after(fact);
            move.decided().forEach(trip -> trips.put(trip.id(), trip));
            now = move.to();
            if (now instanceof Whereabouts.OnTrip riding) {
                trips.put(riding.trip().id(), riding.trip());
            }
        }
        return new Folded(now, trips, ordered);
    }

    /**
     * What a bike's facts amount to.
     *
     * @param trips by id, in order of their start
     * @param ordered the facts in the order they happened, each at the time it counts for
     */
    public record Folded(Whereabouts end, Map<TripId, Trip> trips, List<BikeFact> ordered) {}
}
