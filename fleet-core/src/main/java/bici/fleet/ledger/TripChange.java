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
    public Optional<Trip.End.Ended> wasEnded() {
        return before.map(Trip::end).filter(Trip.End.Ended.class::isInstance).map(Trip.End.Ended.class::cast);
    }

    /** The end it has. */
    public Optional<Trip.End.Ended> nowEnded() {
        return after.end() instanceof Trip.End.Ended ended ? Optional.of(ended) : Optional.empty();
    }

    /** It was ended, and when or by what is not the same any more. */
    public boolean isCorrection() {
        return wasEnded().isPresent() && !cause(wasEnded()).equals(cause(nowEnded()));
    }

    private static Optional<Object> cause(Optional<Trip.End.Ended> end) {
        return end.map(e -> switch (e) {
            case Trip.End.Docked docked -> List.of(docked.at(), docked.fact());
            case Trip.End.Returned returned -> returned;
        });
    }
}
