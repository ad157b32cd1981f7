package bici.infra.unlock;

import static bici.infra.unlock.UnlockWorld.S1;
import static bici.infra.unlock.UnlockWorld.removed;
import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Event;
import bici.fleet.operations.Order;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import bici.fleet.trip.UnlockPolicy;
import bici.fleet.trip.UnlockRequest;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.PrintedCode;
import bici.fleet.vocabulary.RiderId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every reason not to let a bike go; docs/unlock-cases.md has a row for each. */
class UnlockPoliciesTest {
    private final UnlockWorld world = new UnlockWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private static UnlockAnswer refused(Refusal refusal) {
        return new UnlockAnswer.Refused(refusal);
    }

    /** A code that checks and was printed on nothing. */
    private PrintedCode unprinted() {
        return PrintedCode.parse("222222")
                .filter(code -> world.texts("SELECT code FROM printed_code WHERE code = '222222'")
                        .isEmpty())
                .orElseThrow();
    }

    private static UnlockAnswer tooManyWrongCodes(Duration wait) {
        return new UnlockAnswer.Refused(Refusal.TOO_MANY_WRONG_CODES, Optional.of(wait));
    }

    @Test
    void aMistypedCodeIsAGuessTooAndWhoGoesOnGuessingWaitsLonger() {
        RiderId rider = world.rider(1);
        for (int hour = 1; hour <= 3; hour++) {
            for (int i = 0; i < UnlockPolicy.WRONG_CODES.most(); i++) {
                world.passSeconds(61);
                IdempotencyKey key = new IdempotencyKey("k" + hour + "-" + i);
                assertThat(world.desk.request(new UnlockRequest(rider, key, "ABCD1O"), world.now()))
                        .isEqualTo(refused(Refusal.UNKNOWN_CODE));
            }
            assertThat(world.ask(rider, "right" + hour, "B1")).isEqualTo(tooManyWrongCodes(Duration.ofHours(hour)));
            world.passSeconds(3_600L * hour);
        }
    }

    @Test
    void aSuspendedRiderGetsNoBike() {
        RiderId rider = world.rider(1);
        world.execute("UPDATE rider SET suspended_at = now()");

        assertThat(world.ask(rider, "k1", "B1")).isEqualTo(refused(Refusal.RIDER_SUSPENDED));
    }

    @Test
    void aRiderWhoHasNotAgreedToThePolicyInForceGetsNoBike() {
        RiderId rider = world.newRider(1);
        assertThat(world.ask(rider, "k1", "B1")).isEqualTo(refused(Refusal.CONSENT_MISSING));
        world.riders.recordConsent(rider, "2020-01", world.now());
        assertThat(world.ask(rider, "k2", "B1")).isEqualTo(refused(Refusal.CONSENT_MISSING));

        world.passSeconds(1);
        world.riders.recordConsent(rider, UnlockWorld.POLICY, world.now());
        assertThat(world.ask(rider, "k3", "B1")).isInstanceOf(UnlockAnswer.Queued.class);
    }

    @Test
    void aCodeThatWasNeverPrintedIsUnknownAndFiveOfThemAreEnoughForAnHour() {
        RiderId rider = world.rider(1);
        for (int i = 0; i < UnlockPolicy.WRONG_CODES.most(); i++) {
            assertThat(world.ask(rider, "k" + i, unprinted())).isEqualTo(refused(Refusal.UNKNOWN_CODE));
            world.passSeconds(61);
        }
        assertThat(world.ask(rider, "right", "B1"))
                .isEqualTo(tooManyWrongCodes(Duration.ofMinutes(60).minusSeconds(61)));
        assertThat(world.ask(world.rider(2), "k1", "B1")).isInstanceOf(UnlockAnswer.Queued.class);

        world.passSeconds(3_600);
        world.sweep();
        assertThat(world.ask(rider, "later", "B2")).isInstanceOf(UnlockAnswer.Queued.class);
    }

    @Test
    void sixRequestsAMinuteAreEnough() {
        RiderId rider = world.rider(1);
        PrintedCode empty = world.code(S1, 5);
        for (int i = 0; i < UnlockPolicy.UNLOCKS_A_MINUTE; i++) {
            assertThat(world.ask(rider, "k" + i, empty)).isEqualTo(refused(Refusal.NO_BIKE));
        }
        assertThat(world.ask(rider, "more", "B1")).isEqualTo(refused(Refusal.TOO_MANY_UNLOCKS));

        world.passSeconds(61);
        assertThat(world.ask(rider, "later", "B1")).isInstanceOf(UnlockAnswer.Queued.class);
    }

    @Test
    void aRiderOnATripGetsNoSecondBike() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");
        world.tell(S1, removed(unlock));

        assertThat(world.ask(unlock.rider(), "k2", "B2")).isEqualTo(refused(Refusal.TRIP_OPEN));

        world.passSeconds(60);
        world.tell(S1, UnlockWorld.docked(4, "B1"));
        assertThat(world.trips
                        .find(unlock.rider(), world.get(unlock).trip().orElseThrow())
                        .orElseThrow()
                        .end())
                .isPresent();
        assertThat(world.ask(unlock.rider(), "k3", "B2")).isInstanceOf(UnlockAnswer.Queued.class);
    }

    @Test
    void aRiderWhoWaitsForABikeGetsNoSecondOne() {
        Unlock unlock = world.queued(world.rider(1), "k1", "B1");

        assertThat(world.ask(unlock.rider(), "k2", "B2")).isEqualTo(refused(Refusal.UNLOCK_PENDING));
    }

    @Test
    void aBikeThatSomebodyWaitsForIsHeld() {
        world.queued(world.rider(1), "k1", "B1");

        assertThat(world.ask(world.rider(2), "k1", world.code(S1, 1))).isEqualTo(refused(Refusal.BIKE_HELD));
    }

    @Test
    void aBikeOnATripIsNobodyElses() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");
        world.tell(S1, removed(unlock));

        assertThat(world.ask(world.rider(2), "k1", "B1")).isEqualTo(refused(Refusal.BIKE_IN_TRIP));
        assertThat(world.ask(world.rider(2), "k2", world.code(S1, 1))).isEqualTo(refused(Refusal.NO_BIKE));
    }

    @Test
    void anEmptyDockHasNoBike() {
        assertThat(world.ask(world.rider(1), "k1", world.code(S1, 6))).isEqualTo(refused(Refusal.NO_BIKE));
    }

    @Test
    void aFaultyDockLetsNoBikeGo() {
        world.tell(S1, new Event.DockFault(1, "motor-stall"));

        assertThat(world.ask(world.rider(1), "k1", "B1")).isEqualTo(refused(Refusal.DOCK_FAULTY));

        world.tell(S1, new Event.DockCleared(1));
        assertThat(world.ask(world.rider(1), "k2", "B1")).isInstanceOf(UnlockAnswer.Queued.class);
    }

    @Test
    void aJammedLockLetsNoBikeGo() {
        world.tell(S1, new Event.LockFailed(1, Optional.empty(), "stuck"));

        assertThat(world.ask(world.rider(1), "k1", "B1")).isEqualTo(refused(Refusal.DOCK_FAULTY));
    }

    @Test
    void aDockThatIsLockedOutLetsNoBikeGoUntilItIsReleased() {
        world.order(Order.LOCK_OUT, S1, 1, "o1");
        assertThat(world.ask(world.rider(1), "k1", "B1")).isEqualTo(refused(Refusal.DOCK_LOCKED_OUT));

        world.order(Order.RELEASE, S1, 1, "o2");
        assertThat(world.ask(world.rider(1), "k2", "B1")).isInstanceOf(UnlockAnswer.Queued.class);
    }

    @Test
    void aStationOutOfServiceLetsNoBikeGoUntilItIsBack() {
        world.order(Order.SERVICE_OUT, S1, 0, "o1");
        assertThat(world.ask(world.rider(1), "k1", "B1")).isEqualTo(refused(Refusal.STATION_OUT_OF_SERVICE));

        world.order(Order.SERVICE_IN, S1, 0, "o2");
        assertThat(world.ask(world.rider(1), "k2", "B1")).isInstanceOf(UnlockAnswer.Queued.class);
    }

    @Test
    void aBikeOutOfServiceIsNotLetGo() {
        world.execute("INSERT INTO bike_withdrawal VALUES ('B1', now(), 'ana', 'frenos')");

        assertThat(world.ask(world.rider(1), "k1", "B1")).isEqualTo(refused(Refusal.BIKE_OUT_OF_SERVICE));
    }
}
