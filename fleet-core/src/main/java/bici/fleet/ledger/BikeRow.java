package bici.fleet.ledger;

import bici.fleet.trip.Registration;
import bici.fleet.trip.Whereabouts;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger keeps of a bike.
 *
 * @param last the last fact of its history and when it happened, empty for a bike just met
 * @param disordered some fact of it counts for another time than it was judged to have, or a ruling decides something of
 *     it, so that the index by judged time is no guide to its order
 * @param shownAt of the latest inventory that showed it in a dock and was held against the facts
 * @param registration since when it is of the fleet, which no fact changes
 */
public record BikeRow(
        BikeId bike,
        Whereabouts whereabouts,
        Optional<Last> last,
        boolean disordered,
        Optional<Instant> shownAt,
        Registration registration) {

    /** The last fact of a bike's history. */
    public record Last(FactId fact, Instant at) {}

    /** Is this its place at that moment, by all that is recorded of it? */
    boolean standsIn(DockId dock, Instant moment) {
        return whereabouts instanceof Whereabouts.AtDock here
                && here.dock().equals(dock)
                && last.filter(fact -> fact.at().isAfter(moment)).isEmpty();
    }

    /** Does some inventory show it at this moment or later? */
    boolean isShownSince(Instant moment) {
        return shownAt.filter(at -> !at.isBefore(moment)).isPresent();
    }

    /** The same bike, of the fleet since then. */
    public BikeRow registered(Registration since) {
        return new BikeRow(bike, whereabouts, last, disordered, shownAt, since);
    }

    /** A bike of which nothing is known yet, not even that it is ours. */
    public static BikeRow met(BikeId bike) {
        return new BikeRow(
                bike, new Whereabouts.Unknown(), Optional.empty(), false, Optional.empty(), Registration.NONE);
    }
}
