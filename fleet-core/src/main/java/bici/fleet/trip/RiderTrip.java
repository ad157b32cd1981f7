package bici.fleet.trip;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A trip as its rider sees it. It belongs to the rider whose command or card caused the removal.
 *
 * @param endedAt when it was over, when that is known
 * @param end where the bike was docked then; empty when the control room ended the trip
 * @param remark what its rider must be told of it, the gravest only
 * @param corrected its end was another once
 * @param tariff in force when it started
 */
public record RiderTrip(
        TripId id,
        RiderId rider,
        BikeId bike,
        State state,
        Stop start,
        Optional<Instant> endedAt,
        Optional<Stop> end,
        Optional<Remark> remark,
        boolean corrected,
        Tariff tariff) {

    /** How it stands. */
    public enum State {
        RIDING,
        /** The bike has moved on, but the station of its return has not told yet: no longer this rider's concern. */
        END_UNKNOWN,
        ENDED,
        /** The control room took it away. */
        CORRECTED_AWAY
    }

    /** What is out of the ordinary. */
    public enum Remark {
        /** The control room declared the bike missing while it ran, and no station has shown the bike since. */
        MISSING(true),
        /** Nobody can tell its end, or it overlaps another trip of the rider: free until the control room decides. */
        CONTESTED(true),
        /** Longer than anybody rides, by a time that is an estimate: free until the control room decides. */
        IN_REVIEW(true),
        /** The docking was never told in time, an inventory showed the bike: free for good. */
        REPAIRED(true),
        /** Back where it began within a minute. */
        FALSE_START(true),
        /** The control room ended it. */
        RETURNED(false),
        /** The control room took it away. */
        TAKEN_AWAY(true);

        private final boolean free;

        Remark(boolean free) {
            this.free = free;
        }
    }

    /** A dock, its station's name, and when. */
    public record Stop(DockId dock, String stationName, Instant at) {}

    /** Empty until it ended. */
    public Optional<Duration> duration() {
        return endedAt.map(at -> Duration.between(start.at(), at));
    }

    /** Nobody pays for time that is not known, nor for what was not a ride of theirs beyond doubt. */
    public boolean isFree() {
        return endedAt.isEmpty() || remark.filter(r -> r.free).isPresent();
    }

    /** What it costs as it stands, line by line. */
    public List<Tariff.Line> price() {
        return isFree()
                ? List.of(new Tariff.Line(Tariff.Kind.BASE, 1, 0))
                : tariff.price(duration().orElse(Duration.ZERO));
    }
}
