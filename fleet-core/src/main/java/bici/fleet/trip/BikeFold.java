package bici.fleet.trip;

import bici.fleet.vocabulary.TripId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Trips as a fold over the facts of one bike and the rulings on it: the only place where a trip comes to be. Pure. */
public final class BikeFold {
    private BikeFold() {}

    /**
     * Folds facts in any order of arrival, without duplicates, of a bike of the fleet on which nobody ruled.
     *
     * @param start where the bike was before the first of them
     */
    public static Folded fold(Whereabouts start, Collection<BikeFact> facts) {
        return fold(start, facts, Rulings.none(), Registration.SINCE_EVER);
    }

    /**
     * Folds a bike's whole history. Neither rulings nor its registration move a fact: the order is that of the facts alone.
     *
     * @param start where the bike was before the first of them
     */
    public static Folded fold(
            Whereabouts start, Collection<BikeFact> facts, Rulings rulings, Registration registration) {
        List<BikeFact> ordered = BikeOrder.sort(start, facts);
        Course course = new Course(start, rulings, registration.listOutside(facts));
        for (BikeFact fact : ordered) {
            course.passTimeUntil(fact.at());
            course.take(fact);
        }
        course.passAllTime();
        return new Folded(course.now(), course.trips(), ordered);
    }

    /**
     * What a bike's facts amount to.
     *
     * @param trips by id, in order of their start
     * @param ordered the facts in the order they happened, each at the time it counts for
     */
    public record Folded(Whereabouts end, Map<TripId, Trip> trips, List<BikeFact> ordered) {}
}
