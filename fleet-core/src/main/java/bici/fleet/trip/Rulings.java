package bici.fleet.trip;

import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rulings that stand in one bike's history, whatever order they are given in. */
public final class Rulings {
    private static final Rulings NONE = new Rulings(List.of());

    private final Map<TripId, Ruling> onTrips = new HashMap<>();
    private final List<Instant> declaredMissing = new ArrayList<>();

    private Rulings(Collection<Ruling> rulings) {
        rulings.stream().sorted(Comparator.comparingLong(Ruling::id)).forEach(ruling -> {
            switch (ruling.verdict()) {
                case Ruling.OnTrip onTrip -> onTrips.put(onTrip.trip(), ruling);
                case Ruling.Missing missing -> declaredMissing.add(missing.at());
            }
        });
        declaredMissing.sort(Comparator.naturalOrder());
    }

    public static Rulings none() {
        return NONE;
    }

    public static Rulings of(Collection<Ruling> rulings) {
        return rulings.isEmpty() ? NONE : new Rulings(rulings);
    }

    public boolean isNone() {
        return onTrips.isEmpty() && declaredMissing.isEmpty();
    }

    /** The ruling that took the trip away. */
    Optional<Ruling> findRevert(TripId trip) {
        return Optional.ofNullable(onTrips.get(trip)).filter(ruling -> ruling.verdict() instanceof Ruling.Revert);
    }

    /** The trip as the ruling ends it, if one does. */
    Optional<Trip> findReturned(Trip trip) {
        Ruling ruling = onTrips.get(trip.id());
        return ruling != null && ruling.verdict() instanceof Ruling.ForcedReturn forced
                ? Optional.of(trip.returned(forced.at(), ruling.id()))
                : Optional.empty();
    }

    /** When the bike was declared missing, by time. */
    List<Instant> declaredMissing() {
        return declaredMissing;
    }
}
