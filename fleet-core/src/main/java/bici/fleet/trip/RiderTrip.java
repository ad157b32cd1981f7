package bici.fleet.trip;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A trip as its rider sees it. It belongs to the rider whose command or card caused the removal.
 *
 * @param end where and when the bike was docked, when that is known
 */
public record RiderTrip(TripId id, RiderId rider, BikeId bike, State state, Stop start, Optional<Stop> end) {

    /** How it stands. */
    public enum State {
        RIDING,
        /** The bike has moved on, but the station of its return has not told yet: no longer this rider's concern. */
        END_UNKNOWN,
        ENDED
    }

    /** A dock, its station's name, and when. */
    public record Stop(DockId dock, String stationName, Instant at) {}

    /** Empty until it ended. */
    public Optional<Duration> duration() {
        return end.map(stop -> Duration.between(start.at(), stop.at()));
    }
}
