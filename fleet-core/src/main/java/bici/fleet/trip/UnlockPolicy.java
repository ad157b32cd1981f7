package bici.fleet.trip;

import bici.fleet.trip.UnlockSituation.Asker;
import bici.fleet.trip.UnlockSituation.Target;
import bici.fleet.vocabulary.GuessLimit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One reason not to let a bike go. Pure. */
public record UnlockPolicy(Refusal refusal, Predicate<UnlockSituation> forbids) {
    /** Requests a rider may make within a minute. */
    public static final int UNLOCKS_A_MINUTE = 6;
    /** Codes of nothing, mistyped ones too, that a rider may send. */
    public static final GuessLimit WRONG_CODES = GuessLimit.FIVE_AN_HOUR;

    /** Who may take which bike: the whole rulebook. The first that forbids gives the reason. */
    public static List<UnlockPolicy> allCurrentPolicies() {
        return List.of(
                ofAsker(Refusal.RIDER_SUSPENDED, Asker::suspended),
                ofAsker(Refusal.CONSENT_MISSING, asker -> !asker.consented()),
                ofAsker(Refusal.TOO_MANY_UNLOCKS, asker -> asker.unlocksLately() >= UNLOCKS_A_MINUTE),
                ofAsker(
                        Refusal.TOO_MANY_WRONG_CODES,
                        asker -> asker.wrongCodesWait().isPositive()),
                ofAsker(Refusal.UNLOCK_PENDING, Asker::unlockPending),
                ofAsker(Refusal.TRIP_OPEN, Asker::tripOpen),
                new UnlockPolicy(
                        Refusal.UNKNOWN_CODE, situation -> situation.target().isEmpty()),
                ofTarget(Refusal.BIKE_IN_TRIP, Target::bikeInTrip),
                ofTarget(
                        Refusal.NO_BIKE,
                        target -> target.bike().isEmpty() || target.dock().isEmpty()),
                ofTarget(Refusal.STATION_OFFLINE, target -> !target.stationOnline()),
                ofTarget(Refusal.STATION_OUT_OF_SERVICE, target -> !target.stationInService()),
                ofTarget(Refusal.DOCK_LOCKED_OUT, Target::dockLockedOut),
                ofTarget(Refusal.DOCK_FAULTY, Target::dockFaulty),
                ofTarget(Refusal.BIKE_OUT_OF_SERVICE, target -> !target.bikeInService()),
                ofTarget(Refusal.BIKE_HELD, Target::held));
    }

    /** The first reason not to, if there is one. */
    public static Optional<Refusal> decide(List<UnlockPolicy> policies, UnlockSituation situation) {
        return policies.stream()
                .filter(policy -> policy.forbids().test(situation))
                .map(UnlockPolicy::refusal)
                .findFirst();
    }

    private static UnlockPolicy ofAsker(Refusal refusal, Predicate<Asker> forbids) {
        return new UnlockPolicy(refusal, situation -> forbids.test(situation.asker()));
    }

    private static UnlockPolicy ofTarget(Refusal refusal, Predicate<Target> forbids) {
        return new UnlockPolicy(
                refusal, situation -> situation.target().filter(forbids).isPresent());
    }
}
