package bici.infra.unlock;

import static bici.infra.unlock.UnlockWorld.S1;
import static bici.infra.unlock.UnlockWorld.S2;
import static bici.infra.unlock.UnlockWorld.byCard;
import static bici.infra.unlock.UnlockWorld.removed;
import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Fact;
import bici.fleet.operations.CommandQueue.Outcome;
import bici.fleet.operations.CommandQueue.QueuedCommand;
import bici.fleet.operations.Order;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.RiderTrip;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import bici.fleet.vocabulary.RiderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The races of an unlock; docs/unlock-cases.md has a row for each. After every one the audit is clean. */
class UnlockRacesTest {
    private static final int ROUNDS = 20;

    private final UnlockWorld world = new UnlockWorld();

    @AfterEach
    void theAuditIsClean() {
        try (world) {
            assertThat(world.violations()).isEmpty();
        }
    }

    @Test
    void ofTwoRidersWhoWantOneBikeOneGetsIt() throws Exception {
        RiderId one = world.rider(1);
        RiderId other = world.rider(2);
        for (int round = 0; round < ROUNDS; round++) {
            String key = "k" + round;
            List<UnlockAnswer> answers =
                    atOnce(() -> world.ask(one, key, world.code("B1")), () -> world.ask(other, key, world.code(S1, 1)));

            assertThat(answers)
                    .filteredOn(UnlockAnswer.Queued.class::isInstance)
                    .hasSize(1);
            assertThat(answers).contains(new UnlockAnswer.Refused(Refusal.BIKE_HELD));
            forget();
        }
    }

    @Test
    void oneRiderWithTwoPhonesGetsOneBike() throws Exception {
        RiderId rider = world.rider(1);
        for (int round = 0; round < ROUNDS; round++) {
            String key = "k" + round;
            List<UnlockAnswer> answers =
                    atOnce(() -> world.ask(rider, key + "a", "B1"), () -> world.ask(rider, key + "b", "B4"));

            assertThat(answers)
                    .filteredOn(UnlockAnswer.Queued.class::isInstance)
                    .hasSize(1);
            assertThat(answers).contains(new UnlockAnswer.Refused(Refusal.UNLOCK_PENDING));
            forget();
        }
    }

    /** Lets the round's unlock run out and the minute of the limit pass. */
    private void forget() {
        world.passSeconds(61);
        world.sweep();
    }

    @Test
    void theSameKeyTwiceAtOnceIsOneRequest() throws Exception {
        RiderId rider = world.rider(1);
        for (int round = 0; round < ROUNDS; round++) {
            String key = "k" + round;
            List<UnlockAnswer> answers = atOnce(() -> world.ask(rider, key, "B1"), () -> world.ask(rider, key, "B1"));

            assertThat(answers)
                    .filteredOn(UnlockAnswer.Queued.class::isInstance)
                    .hasSize(1);
            assertThat(answers)
                    .filteredOn(UnlockAnswer.InFlight.class::isInstance)
                    .hasSize(1);
            forget();
        }
        assertThat(world.text("SELECT count(*) FROM command")).isEqualTo(String.valueOf(ROUNDS));
    }

    @Test
    void theSameKeyAfterTheEndGetsTheStoredAnswer() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");
        world.tell(S1, removed(unlock));

        UnlockAnswer again = world.ask(unlock.rider(), "k1", "B1");

        assertThat(again).isEqualTo(new UnlockAnswer.Repeated(world.get(unlock)));
        assertThat(world.state(unlock)).isEqualTo(CommandState.DONE);
        assertThat(world.take()).isEmpty();
    }

    @Test
    void theSameKeyAfterARefusalIsRefusedTheSameWay() {
        RiderId rider = world.rider(1);
        world.offline(S1);
        UnlockAnswer refused = new UnlockAnswer.Refused(Refusal.STATION_OFFLINE);
        assertThat(world.ask(rider, "k1", "B1")).isEqualTo(refused);
        world.birth(S1);

        assertThat(world.ask(rider, "k1", "B1")).isEqualTo(refused);
        assertThat(world.ask(rider, "k2", "B1")).isInstanceOf(UnlockAnswer.Queued.class);
    }

    @Test
    void theSameKeyForAnotherCodeIsRefused() {
        Unlock unlock = world.queued(world.rider(1), "k1", "B1");

        assertThat(world.ask(unlock.rider(), "k1", "B2")).isEqualTo(new UnlockAnswer.KeyReused());
        assertThat(world.ask(unlock.rider(), "k1", world.code(S1, 1))).isEqualTo(new UnlockAnswer.KeyReused());
    }

    @Test
    void aBikeTakenByCardMeanwhileIsGone() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");
        world.passSeconds(1);

        Fact fact = world.tell(S1, byCard(unlock));
        world.reply(S1, unlock.id(), Outcome.REFUSED, "bike-gone");

        Unlock ended = world.get(unlock);
        assertThat(ended.state()).isEqualTo(CommandState.REFUSED);
        assertThat(ended.refusal()).contains(Refusal.BIKE_GONE);
        assertThat(world.trips.findOpen(unlock.rider())).isEmpty();
        assertThat(world.texts("SELECT trip_id FROM open_trip"))
                .containsExactly(fact.id().toString());
        assertThat(world.ask(unlock.rider(), "k2", "B2")).isInstanceOf(UnlockAnswer.Queued.class);
    }

    @Test
    void aStationThatIsOffLineIsSentNothing() {
        world.offline(S1);

        assertThat(world.ask(world.rider(1), "k1", "B1")).isEqualTo(new UnlockAnswer.Refused(Refusal.STATION_OFFLINE));
        assertThat(world.take()).isEmpty();
    }

    @Test
    void aStationThatGoesOffLineBeforeSendingIsSentNothing() {
        Unlock unlock = world.queued(world.rider(1), "k1", "B1");
        world.offline(S1);

        assertThat(world.take()).isEmpty();
        assertThat(world.state(unlock)).isEqualTo(CommandState.STATION_OFFLINE);
        assertThat(world.ask(unlock.rider(), "k2", "B4")).isInstanceOf(UnlockAnswer.Queued.class);
    }

    @Test
    void aCommandForAnEarlierConnectionIsNotSentOnTheNextOne() {
        Unlock unlock = world.queued(world.rider(1), "k1", "B1");
        world.offline(S1);
        world.birth(S1);

        assertThat(world.take()).isEmpty();
        assertThat(world.state(unlock)).isEqualTo(CommandState.STATION_OFFLINE);
    }

    @Test
    void aStationThatOpenedAndWentOffLineTellsItsJournalLater() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");
        world.passSeconds(2);
        Fact fact = world.happen(S1, removed(unlock));
        world.offline(S1);
        world.passSeconds(9);
        world.sweep();
        assertThat(world.state(unlock)).isEqualTo(CommandState.UNKNOWN);
        world.passSeconds(600);
        world.birth(S1);
        world.sweep();
        assertThat(world.state(unlock)).isEqualTo(CommandState.UNKNOWN);

        world.deliver(fact);

        assertThat(world.state(unlock)).isEqualTo(CommandState.DONE);
        RiderTrip trip = world.trips.findOpen(unlock.rider()).orElseThrow();
        assertThat(trip.id().opening()).isEqualTo(fact.id());
        assertThat(trip.start().at()).isEqualTo(fact.stamp().deviceTime());
        assertThat(world.get(unlock).trip()).contains(trip.id());
    }

    @Test
    void aStationThatWentOffLineWithoutOpeningShowsItByItsInventory() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");
        world.offline(S1);
        world.passSeconds(11);
        world.sweep();
        assertThat(world.state(unlock)).isEqualTo(CommandState.UNKNOWN);
        world.birth(S1);
        world.sweep();

        assertThat(world.state(unlock)).isEqualTo(CommandState.EXPIRED);
        assertThat(world.ask(unlock.rider(), "k2", "B1")).isInstanceOf(UnlockAnswer.Queued.class);
    }

    @Test
    void aLostReplyDoesNotMatterWhenTheFactComes() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");

        world.tell(S1, removed(unlock));

        assertThat(world.state(unlock)).isEqualTo(CommandState.DONE);
        assertThat(world.trips.findOpen(unlock.rider())).isPresent();
    }

    @Test
    void aLateRefusalResolvesWhatWasUnknown() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");
        world.passSeconds(12);
        world.sweep();
        assertThat(world.state(unlock)).isEqualTo(CommandState.UNKNOWN);

        world.reply(S1, unlock.id(), Outcome.EXPIRED, "");

        assertThat(world.state(unlock)).isEqualTo(CommandState.EXPIRED);
        assertThat(world.ask(unlock.rider(), "k2", "B1")).isInstanceOf(UnlockAnswer.Queued.class);
    }

    @Test
    void aLateDoneOpensNoTrip() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");
        world.passSeconds(12);
        world.sweep();

        world.reply(S1, unlock.id(), Outcome.DONE, "");

        assertThat(world.state(unlock)).isEqualTo(CommandState.UNKNOWN);
        assertThat(world.trips.findOpen(unlock.rider())).isEmpty();
        world.tell(S1, removed(unlock));
        assertThat(world.state(unlock)).isEqualTo(CommandState.DONE);
    }

    @Test
    void aServerKilledBetweenCommitAndSendingNeverOpensTheLock() {
        Unlock unlock = world.queued(world.rider(1), "k1", "B1");
        world.passSeconds(11);
        world.ledger.closeAllSessions(world.now());
        world.birth(S1);

        assertThat(world.take()).isEmpty();
        assertThat(world.state(unlock)).isEqualTo(CommandState.EXPIRED);
    }

    @Test
    void aServerKilledBetweenMarkingAndPublishingNeverOpensTheLock() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");
        world.ledger.closeAllSessions(world.now());
        world.passSeconds(11);
        world.sweep();
        assertThat(world.state(unlock)).isEqualTo(CommandState.UNKNOWN);
        world.birth(S1);
        world.sweep();

        assertThat(world.state(unlock)).isEqualTo(CommandState.EXPIRED);
        assertThat(world.take()).isEmpty();
    }

    @Test
    void aCommandIsHandedOutOnceByAnyNumberOfNodes() throws Exception {
        Unlock unlock = world.queued(world.rider(1), "k1", "B1");
        List<List<QueuedCommand>> taken = atOnce(world::take, world::take, world::take);

        assertThat(taken.stream().flatMap(List::stream).map(QueuedCommand::id)).containsExactly(unlock.id());
    }

    @Test
    void aBikeThatNobodyPulledIsNotTaken() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");

        world.tell(S1, new bici.fleet.dock.Event.LockOpenedNotTaken(1, unlock.bike(), Optional.of(unlock.id())));
        world.reply(S1, unlock.id(), Outcome.NOT_TAKEN, "");

        assertThat(world.state(unlock)).isEqualTo(CommandState.NOT_TAKEN);
        assertThat(world.ask(unlock.rider(), "k2", "B1")).isInstanceOf(UnlockAnswer.Queued.class);
    }

    @Test
    void aLockThatFailsIsToldByItsFact() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");

        world.tell(S1, new bici.fleet.dock.Event.LockFailed(1, Optional.of(unlock.id()), "motor-stall"));

        assertThat(world.get(unlock).refusal()).contains(Refusal.LOCK_FAILED);
        assertThat(world.ask(unlock.rider(), "k2", "B1")).isEqualTo(new UnlockAnswer.Refused(Refusal.DOCK_FAULTY));
    }

    @Test
    void aBusyStationRefuses() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");

        world.reply(S1, unlock.id(), Outcome.REFUSED, "busy");

        assertThat(world.get(unlock).refusal()).contains(Refusal.STATION_BUSY);
    }

    @Test
    void aStationThatSaysAnotherReasonRefuses() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");

        world.reply(S1, unlock.id(), Outcome.REFUSED, "epoch");

        assertThat(world.get(unlock).refusal()).contains(Refusal.STATION_REFUSED);
    }

    @Test
    void aDuplicateTellsTheFirstOutcomeAgain() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");

        world.reply(S1, unlock.id(), Outcome.DUPLICATE, "not-taken");
        world.reply(S1, unlock.id(), Outcome.DUPLICATE, "done");

        assertThat(world.state(unlock)).isEqualTo(CommandState.NOT_TAKEN);
    }

    @Test
    void anotherStationCannotAnswer() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");

        world.reply(S2, unlock.id(), Outcome.REFUSED, "bike-gone");

        assertThat(world.state(unlock)).isEqualTo(CommandState.SENT);
    }

    @Test
    void aFactToldTwiceChangesNothing() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");
        Fact fact = world.tell(S1, removed(unlock));
        Unlock once = world.get(unlock);
        world.passSeconds(3);

        world.deliver(fact);

        assertThat(world.get(unlock)).isEqualTo(once);
        assertThat(world.text("SELECT count(*) FROM open_trip")).isEqualTo("1");
    }

    @Test
    void aSilentStationHoldsTheRiderFifteenSecondsAndNoLonger() {
        Unlock unlock = world.sent(world.rider(1), "k1", "B1");
        world.passSeconds(14);
        world.sweep();
        assertThat(world.ask(unlock.rider(), "k2", "B4")).isEqualTo(new UnlockAnswer.Refused(Refusal.UNLOCK_PENDING));
        world.passSeconds(1);
        world.sweep();

        assertThat(world.ask(unlock.rider(), "k3", "B4")).isInstanceOf(UnlockAnswer.Queued.class);
        assertThat(world.state(unlock)).isEqualTo(CommandState.UNKNOWN);
    }

    @Test
    void anUnlockThatWaitsIsTakenBackWhenItsDockIsLockedOut() {
        Unlock unlock = world.queued(world.rider(1), "k1", "B1");

        world.order(Order.LOCK_OUT, S1, 1, "o1");

        assertThat(world.state(unlock)).isEqualTo(CommandState.CANCELLED);
        assertThat(world.take()).extracting(QueuedCommand::order).containsExactly(Order.LOCK_OUT);
        assertThat(world.ask(unlock.rider(), "k2", "B1")).isEqualTo(new UnlockAnswer.Refused(Refusal.DOCK_LOCKED_OUT));
    }

    @SafeVarargs
    private static <T> List<T> atOnce(Callable<T>... calls) throws Exception {
        CyclicBarrier start = new CyclicBarrier(calls.length);
        List<Callable<T>> tasks = new ArrayList<>();
        for (Callable<T> call : calls) {
            tasks.add(() -> {
                start.await(30, TimeUnit.SECONDS);
                return call.call();
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(calls.length)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
