package bici.fleet.trip;

import bici.fleet.vocabulary.PagePlace;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Trips as their riders may see them: nobody finds another's. Blocking, any thread that may block;
 * {@code bici.fleet.dock.LedgerUnavailable} while the database is away.
 */
public interface RiderTrips {
    int MAX_PAGE = 200;

    /** The trip the rider is on now. */
    Optional<RiderTrip> findOpen(RiderId rider);

    Optional<RiderTrip> find(RiderId rider, TripId trip);

    /**
     * Trips from the newest to the oldest.
     *
     * @param limit 1 to {@value #MAX_PAGE}
     * @param after what the page before ended with
     */
    Page list(RiderId rider, int limit, Optional<Cursor> after);

    /**
     * A page of trips.
     *
     * @param next where to go on; empty at the end
     */
    record Page(List<RiderTrip> trips, Optional<Cursor> next) {
        public Page {
            trips = List.copyOf(trips);
        }
    }

    /** The last trip of a page; {@code toString} and {@code parse} are each other's inverse. */
    record Cursor(Instant startedAt, TripId trip) {
        /** Empty when the text is no cursor. */
        public static Optional<Cursor> parse(String text) {
            return PagePlace.parse(text, (time, id) -> new Cursor(time, TripId.parse(id)));
        }

        @Override
        public String toString() {
            return PagePlace.write(startedAt, trip);
        }
    }
}
