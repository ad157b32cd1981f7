package bici.fleet.ledger;

import bici.fleet.trip.Whereabouts;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.FactId;
import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger keeps of a bike.
 *
 * @param last the last fact of its history and when it happened, empty for a bike just met
 * @param disordered some fact of it does not stand at its raw device time, so that the index by device time is no guide
 *     to its order
 */
public record BikeRow(BikeId bike, Whereabouts whereabouts, Optional<Last> last, boolean disordered) {

    /** The last fact of a bike's history. */
    public record Last(FactId fact, Instant at) {}

    /** A bike of which nothing is known yet. */
    public static BikeRow met(BikeId bike) {
        return new BikeRow(bike, new Whereabouts.Unknown(), Optional.empty(), false);
    }
}
