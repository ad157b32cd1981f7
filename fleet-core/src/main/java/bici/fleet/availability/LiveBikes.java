package bici.fleet.availability;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The bikes that are known, be it only by stations. Blocking; {@code bici.fleet.dock.LedgerUnavailable} while the database is away. */
public interface LiveBikes {
    int MAX_PAGE = 200;

    /**
     * Some bikes.
     *
     * @param next the last bike of this page, when others follow
     */
    record Page(List<BikeView> bikes, Optional<BikeId> next) {
        public Page {
            bikes = List.copyOf(bikes);
        }
    }

    /**
     * A page, by bike id.
     *
     * @param limit 1 to {@value #MAX_PAGE}
     * @param after the last bike of the page before
     */
    Page listBikes(int limit, Optional<BikeId> after);

    /** All that are of the fleet, for feeds. */
    List<BikeView> listAll();

    Optional<BikeView> findBike(BikeId bike);

    /** The bike's last trips, newest first; nothing about riders. */
    List<BikeTrip> listTrips(BikeId bike, int limit);

    /**
     * A trip of a bike; without an end when it is open or its end is not known.
     *
     * @param end where it was docked; empty too when the control room ended the trip
     * @param state {@code riding}, {@code end-unknown}, {@code ended}, {@code corrected-away}
     * @param contested a ruling must decide it
     * @param inReview longer than anybody rides, by a time that is an estimate: a ruling must decide it
     */
    record BikeTrip(
            TripId id,
            Instant startedAt,
            DockId start,
            Optional<Instant> endedAt,
            Optional<DockId> end,
            String state,
            boolean contested,
            boolean inReview) {}
}
