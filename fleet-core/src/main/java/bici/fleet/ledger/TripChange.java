package bici.fleet.ledger;

import bici.fleet.trip.Trip;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.TripId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A trip that comes out otherwise than before, or for the first time. */
public record TripChange(BikeId bike, Optional<Trip> before, Trip after) {

    /** What differs between two folds of one bike; removals never go away, so neither do trips. */
    static List<TripChange> between(BikeId bike, Map<TripId, Trip> before, Map<TripId, Trip> after) {
        List<TripChange> changes = new ArrayList<>();
        for (Trip now : after.values()) {
            Optional<Trip> was = Optional.ofNullable(before.get(now.id()));
            if (was.isEmpty() || !was.get().equals(now)) {
                changes.add(new TripChange(bike, was, now));
            }
        }
        return changes;
    }

    /** The end it had. */
    public Optional<Trip.End.Docked> wasEnded() {
        return before.map(Trip::end).filter(Trip.End.Docked.class::isInstance).map(Trip.End.Docked.class::cast);
    }

    /** The end it has. */
    public Optional<Trip.End.Docked> nowEnded() {
        return after.end() instanceof Trip.End.Docked docked ? Optional.of(docked) : Optional.empty();
    }
}
