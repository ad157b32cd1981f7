package bici.infra.simulation;

import bici.fleet.trip.Tariff;
import bici.fleet.trip.Trip;
import bici.fleet.vocabulary.RiderId;
import bici.infra.simulation.Records.KeptTrip;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Accounts against the trips at rest: each costs what the tariff says of it, whatever was charged on the way there. */
final class ChargeCheck {
    private final Records records;
    private final Witness witness;
    private final Map<RiderId, List<KeptTrip>> ofRiders = new HashMap<>();

    ChargeCheck(Records records, Witness witness) {
        this.records = records;
        this.witness = witness;
    }

    void run() {
        for (KeptTrip kept : records.trips()) {
            kept.rider()
                    .ifPresentOrElse(
                            rider -> ofRiders.computeIfAbsent(rider, r -> new ArrayList<>())
                                    .add(kept),
                            () -> compare(kept, 0));
        }
        ofRiders.values().forEach(trips -> trips.forEach(kept -> compare(kept, due(kept, trips))));
    }

    private void compare(KeptTrip kept, long dueCop) {
        long chargedCop = records.charged(kept.trip().id());
        if (chargedCop != dueCop) {
            witness.wrong(
                    Wrong.CHARGE,
                    "trip " + kept.trip().id() + " of "
                            + kept.rider().map(RiderId::value).orElse("nobody") + " costs " + dueCop
                            + " and is charged " + chargedCop);
        }
    }

    private static long due(KeptTrip kept, List<KeptTrip> ofRider) {
        boolean payable = kept.trip().end() instanceof Trip.End.Docked docked
                && !docked.repaired()
                && !kept.trip().isFalseStart()
                && !isToBeLookedAt(kept.trip(), docked)
                && ofRider.stream().noneMatch(other -> overlap(kept, other));
        return payable
                ? City.TARIFF.price(Duration.between(kept.trip().startedAt(), busyUntil(kept))).stream()
                        .mapToLong(Tariff.Line::amountCop)
                        .sum()
                : 0;
    }

    /** Nobody rules in these days. */
    private static boolean isToBeLookedAt(Trip trip, Trip.End.Docked end) {
        boolean guessed = trip.startEstimated() || end.estimated();
        return guessed && trip.startedAt().plus(Duration.ofDays(1)).isBefore(end.at());
    }

    private static boolean overlap(KeptTrip one, KeptTrip other) {
        return !one.trip().id().equals(other.trip().id())
                && other.trip().startedAt().isBefore(busyUntil(one))
                && one.trip().startedAt().isBefore(busyUntil(other));
    }

    /** The beginning of time when its end is not known: it then keeps nobody from another trip. */
    private static Instant busyUntil(KeptTrip kept) {
        return switch (kept.trip().end()) {
            case Trip.End.Riding riding -> Instant.MAX;
            case Trip.End.Ended ended -> ended.at();
            case Trip.End.NotYetKnown unknown -> Instant.MIN;
            case Trip.End.CorrectedAway away -> Instant.MIN;
        };
    }
}
