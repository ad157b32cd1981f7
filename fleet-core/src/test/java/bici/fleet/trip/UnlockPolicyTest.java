package bici.fleet.trip;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.trip.UnlockSituation.Asker;
import bici.fleet.trip.UnlockSituation.Target;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnlockPolicyTest {
    private static final Optional<DockId> DOCK = Optional.of(new DockId(new StationId("X"), 1));
    private static final Optional<BikeId> BIKE = Optional.of(new BikeId("B-1"));
    private static final Duration NONE = Duration.ZERO;
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Asker GOOD_ASKER = new Asker(false, true, false, false, 5, NONE);
    private static final Target GOOD_TARGET = new Target(DOCK, BIKE, false, true, false, false, false, true, true);

    @Test
    void aGoodRiderGetsAGoodBike() {
        assertThat(decide(GOOD_ASKER, GOOD_TARGET)).isEmpty();
    }

    static Stream<Arguments> askers() {
        return Stream.of(
                Arguments.of(new Asker(true, true, false, false, 0, NONE), Refusal.RIDER_SUSPENDED),
                Arguments.of(new Asker(false, false, false, false, 0, NONE), Refusal.CONSENT_MISSING),
                Arguments.of(new Asker(false, true, false, false, 6, NONE), Refusal.TOO_MANY_UNLOCKS),
                Arguments.of(new Asker(false, true, false, false, 0, AN_HOUR), Refusal.TOO_MANY_WRONG_CODES),
                Arguments.of(new Asker(false, true, false, true, 0, NONE), Refusal.UNLOCK_PENDING),
                Arguments.of(new Asker(false, true, true, false, 0, NONE), Refusal.TRIP_OPEN));
    }

    @ParameterizedTest
    @MethodSource("askers")
    void anAskerIsRefusedForWhatSpeaksAgainstThem(Asker asker, Refusal refusal) {
        assertThat(decide(asker, GOOD_TARGET)).contains(refusal);
    }

    static Stream<Arguments> targets() {
        return Stream.of(
                Arguments.of(new Target(DOCK, BIKE, true, true, false, false, false, true, true), Refusal.BIKE_IN_TRIP),
                Arguments.of(
                        new Target(Optional.empty(), BIKE, false, true, false, false, false, true, true),
                        Refusal.NO_BIKE),
                Arguments.of(
                        new Target(DOCK, Optional.empty(), false, true, false, false, false, true, true),
                        Refusal.NO_BIKE),
                Arguments.of(
                        new Target(DOCK, BIKE, false, false, false, false, false, true, true),
                        Refusal.BIKE_OUT_OF_SERVICE),
                Arguments.of(new Target(DOCK, BIKE, false, true, true, false, false, true, true), Refusal.BIKE_HELD),
                Arguments.of(new Target(DOCK, BIKE, false, true, false, true, false, true, true), Refusal.DOCK_FAULTY),
                Arguments.of(
                        new Target(DOCK, BIKE, false, true, false, false, true, true, true), Refusal.DOCK_LOCKED_OUT),
                Arguments.of(
                        new Target(DOCK, BIKE, false, true, false, false, false, false, true), Refusal.STATION_OFFLINE),
                Arguments.of(
                        new Target(DOCK, BIKE, false, true, false, false, false, true, false),
                        Refusal.STATION_OUT_OF_SERVICE));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aBikeIsRefusedForWhatSpeaksAgainstIt(Target target, Refusal refusal) {
        assertThat(decide(GOOD_ASKER, target)).contains(refusal);
    }

    @Test
    void aCodeThatWasNeverPrintedIsUnknown() {
        assertThat(UnlockPolicy.decide(
                        UnlockPolicy.allCurrentPolicies(), new UnlockSituation(GOOD_ASKER, Optional.empty())))
                .contains(Refusal.UNKNOWN_CODE);
    }

    @Test
    void theFirstPolicyThatForbidsGivesTheReason() {
        assertThat(decide(new Asker(true, false, true, true, 9, AN_HOUR), GOOD_TARGET))
                .contains(Refusal.RIDER_SUSPENDED);
    }

    @Test
    void noTwoPoliciesGiveTheSameReason() {
        List<UnlockPolicy> policies = UnlockPolicy.allCurrentPolicies();
        assertThat(policies).extracting(UnlockPolicy::refusal).doesNotHaveDuplicates();
    }

    private static Optional<Refusal> decide(Asker asker, Target target) {
        return UnlockPolicy.decide(UnlockPolicy.allCurrentPolicies(), new UnlockSituation(asker, Optional.of(target)));
    }
}
