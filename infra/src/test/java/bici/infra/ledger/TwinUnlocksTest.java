package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Stamp;
import bici.fleet.operations.CommandQueue.Outcome;
import bici.fleet.operations.CommandQueue.QueuedCommand;
import bici.fleet.operations.CommandQueue.Reply;
import bici.fleet.operations.Notice;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import bici.fleet.trip.UnlockRequest;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.PrintedCode;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unlocks and what becomes of their commands, over the twin of the database. */
class TwinUnlocksTest {
    private static final RiderId R1 = new RiderId("R1");
    private static final RiderId R2 = new RiderId("R2");
    private static final Instant MIDNIGHT = LedgerWorld.ARRIVAL;
    private static final StationId S1 = TwinWorld.S1;
    private final TwinWorld world = new TwinWorld();

    private PrintedCode code(String bike) {
        return world.view().findCode(new BikeId(bike)).orElseThrow();
    }

    private UnlockAnswer ask(RiderId rider, String key, String bike, Instant at) {
        return world.unlocks.request(new UnlockRequest(rider, new IdempotencyKey(key), code(bike)), at);
    }

    private Unlock queued(RiderId rider, String key, String bike) {
        return ((UnlockAnswer.Queued) ask(rider, key, bike, MIDNIGHT)).unlock();
    }

    private CommandState state(Unlock unlock) {
        return world.unlocks.find(unlock.rider(), unlock.id()).orElseThrow().state();
    }

    /** B1 and B2 stand in docks 1 and 2 of S1. */
    private void furnish() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:00 +2 B2");
        world.takeNotices();
    }

    /** A fact of S1 at midnight. */
    private void happen(long sequence, Event event) {
        Stamp stamp = new Stamp(
                MIDNIGHT,
                Duration.between(PlayedCity.MORNING.minus(Duration.ofHours(1)), MIDNIGHT),
                1,
                Stamp.ClockQuality.SYNCED,
                false);
        world.ledger.record(List.of(
                LedgerWorld.delivery(S1, List.of(new Fact(new FactId(S1, 1, sequence), stamp, event)))));
    }

    private static Notice changed(Unlock unlock, CommandState state) {
        return new Notice.CommandChanged(unlock.id(), S1, Optional.of(R1), state);
    }

    @Test
    void anUnlockIsQueuedHandedOverOnceAndDoneByItsFact() {
        furnish();
        Unlock unlock = queued(R1, "k1", "B1");
        assertThat(unlock.state()).isEqualTo(CommandState.QUEUED);
        assertThat(unlock.deadline()).isEqualTo(MIDNIGHT.plus(Unlock.TIME_TO_LIVE));
        assertThat(world.takeNotices())
                .containsExactly(new Notice.CommandQueued(S1), changed(unlock, CommandState.QUEUED));

        assertThat(world.queue.takeQueued(List.of(), MIDNIGHT)).isEmpty();
        assertThat(world.queue.takeQueued(List.of(S1), MIDNIGHT))
                .extracting(QueuedCommand::id)
                .containsExactly(unlock.id());
        assertThat(world.queue.takeQueued(List.of(S1), MIDNIGHT)).isEmpty();
        assertThat(world.takeNotices()).containsExactly(changed(unlock, CommandState.SENT));

        happen(3, new Event.BikeRemoved(1, new BikeId("B1"), new Cause.ByCommand(unlock.id())));
        Unlock done = world.unlocks.find(R1, unlock.id()).orElseThrow();
        assertThat(done.state()).isEqualTo(CommandState.DONE);
        assertThat(done.trip()).contains(TripId.parse("S1.1.3"));
        assertThat(world.trips()).containsExactly("S1.1.3 R1 > riding");
        assertThat(world.takeNotices())
                .containsExactlyInAnyOrder(
                        new Notice.StationChanged(S1),
                        new Notice.TripChanged(TripId.parse("S1.1.3"), Optional.of(R1)),
                        changed(unlock, CommandState.DONE));
        assertThat(world.unlocks.find(R2, unlock.id()))
                .as("nobody finds another's")
                .isEmpty();
    }

    @Test
    void whatCannotBeSentAnyMoreIsToldAsSuchAndNotHandedOver() {
        furnish();
        Unlock unlock = queued(R1, "k1", "B1");
        world.takeNotices();
        assertThat(world.queue.takeQueued(List.of(S1), unlock.deadline())).isEmpty();
        assertThat(state(unlock)).isEqualTo(CommandState.EXPIRED);
        assertThat(world.takeNotices()).containsExactly(changed(unlock, CommandState.EXPIRED));
    }

    @Test
    void oneKeyIsOneRequest() {
        furnish();
        Unlock unlock = queued(R1, "k1", "B1");
        world.takeNotices();
        assertThat(ask(R1, "k1", "B1", MIDNIGHT)).isEqualTo(new UnlockAnswer.InFlight(unlock));
        assertThat(ask(R1, "k1", "B2", MIDNIGHT)).isEqualTo(new UnlockAnswer.KeyReused());
        assertThat(ask(R2, "k1", "B1", MIDNIGHT)).isEqualTo(new UnlockAnswer.Refused(Refusal.BIKE_HELD));
        world.queue.takeQueued(List.of(S1), unlock.deadline());
        assertThat(ask(R1, "k1", "B1", MIDNIGHT)).isInstanceOf(UnlockAnswer.Repeated.class);
        assertThat(ask(R2, "k1", "B1", unlock.deadline()))
                .as("a refusal is kept too")
                .isEqualTo(new UnlockAnswer.Refused(Refusal.BIKE_HELD));
        assertThatThrownBy(() -> ask(new RiderId("R9"), "k1", "B1", MIDNIGHT))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aRiderMayAskSixTimesAMinuteAndAgainAMinuteLater() {
        furnish();
        for (int i = 1; i <= 6; i++) {
            Unlock unlock = queued(R1, "k" + i, "B1");
            world.queue.reply(S1, unlock.id(), new Reply(Outcome.REFUSED, Optional.of("busy")), MIDNIGHT);
        }
        assertThat(ask(R1, "k7", "B1", MIDNIGHT.plusSeconds(59)))
                .isEqualTo(new UnlockAnswer.Refused(Refusal.TOO_MANY_UNLOCKS));
        assertThat(ask(R1, "k8", "B1", MIDNIGHT.plusSeconds(60))).isInstanceOf(UnlockAnswer.Queued.class);
    }

    @Test
    void aRiderMaySendFiveWrongCodesAnHour() {
        furnish();
        PrintedCode wrong = new PrintedCode("ZZZZZ9");
        for (int i = 1; i <= 5; i++) {
            Instant at = MIDNIGHT.plusSeconds(60L * i);
            assertThat(world.unlocks.request(new UnlockRequest(R1, new IdempotencyKey("w" + i), wrong), at))
                    .isEqualTo(new UnlockAnswer.Refused(Refusal.UNKNOWN_CODE));
        }
        Instant hour = MIDNIGHT.plusSeconds(3_900);
        assertThat(ask(R1, "k1", "B1", hour.minusSeconds(1)))
                .isEqualTo(new UnlockAnswer.Refused(Refusal.TOO_MANY_WRONG_CODES, Optional.of(Duration.ofSeconds(1))));
        assertThat(ask(R1, "k2", "B1", hour)).isInstanceOf(UnlockAnswer.Queued.class);
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, lock-failed, REFUSED",
        "NOT_TAKEN, , NOT_TAKEN",
        "EXPIRED, , EXPIRED",
    })
    void aStationsWordEndsACommandAndIsTold(Outcome outcome, String reason, CommandState end) {
        furnish();
        Unlock unlock = queued(R1, "k1", "B1");
        world.queue.takeQueued(List.of(S1), MIDNIGHT);
        world.takeNotices();
        world.queue.reply(new StationId("S2"), unlock.id(), new Reply(outcome, Optional.ofNullable(reason)), MIDNIGHT);
        assertThat(state(unlock)).as("another station's word is none").isEqualTo(CommandState.SENT);
        assertThat(world.takeNotices()).isEmpty();

        world.queue.reply(S1, unlock.id(), new Reply(outcome, Optional.ofNullable(reason)), MIDNIGHT);
        assertThat(state(unlock)).isEqualTo(end);
        assertThat(world.takeNotices()).containsExactly(changed(unlock, end));
        assertThat(world.view().findCommand(unlock.id()).orElseThrow().reply()).contains(outcome);
    }

    @Test
    void aStationThatSaysDoneIsNotedAndItsFactIsWaitedFor() {
        furnish();
        Unlock unlock = queued(R1, "k1", "B1");
        world.queue.takeQueued(List.of(S1), MIDNIGHT);
        world.takeNotices();
        world.queue.reply(S1, unlock.id(), new Reply(Outcome.DONE, Optional.empty()), MIDNIGHT);
        assertThat(state(unlock)).isEqualTo(CommandState.SENT);
        assertThat(world.view().findCommand(unlock.id()).orElseThrow().reply()).contains(Outcome.DONE);
        assertThat(world.takeNotices()).isEmpty();
        world.queue.sweep(unlock.deadline());
        assertThat(state(unlock)).isEqualTo(CommandState.UNKNOWN);
        assertThat(world.takeNotices()).containsExactly(changed(unlock, CommandState.UNKNOWN));
    }

    @Test
    void factsEndCommands() {
        furnish();
        Unlock first = queued(R1, "k1", "B1");
        Unlock second = queued(R2, "k1", "B2");
        happen(3, new Event.LockOpenedNotTaken(1, new BikeId("B1"), Optional.of(first.id())));
        assertThat(state(first)).isEqualTo(CommandState.NOT_TAKEN);
        happen(4, new Event.LockFailed(2, Optional.of(second.id()), "stuck"));
        Unlock refused = world.unlocks.find(R2, second.id()).orElseThrow();
        assertThat(refused.state()).isEqualTo(CommandState.REFUSED);
        assertThat(refused.refusal()).contains(Refusal.LOCK_FAILED);
    }

    @Test
    void aBikeThatWentOtherwiseEndsTheUnlockThatWaitsForIt() {
        furnish();
        Unlock unlock = queued(R1, "k1", "B1");
        happen(3, new Event.BikeRemoved(1, new BikeId("B1"), new Cause.ByNobody()));
        Unlock refused = world.unlocks.find(R1, unlock.id()).orElseThrow();
        assertThat(refused.state()).isEqualTo(CommandState.REFUSED);
        assertThat(refused.refusal()).contains(Refusal.BIKE_GONE);
    }

    @Test
    void aRemovalCountsMoreThanAnythingElseToldOfItsCommandInOneDelivery() {
        furnish();
        Unlock unlock = queued(R1, "k1", "B1");
        world.queue.takeQueued(List.of(S1), MIDNIGHT);
        Stamp stamp = new Stamp(MIDNIGHT, Duration.ofHours(14), 1, Stamp.ClockQuality.SYNCED, false);
        Optional<CommandId> command = Optional.of(unlock.id());
        BikeId bike = new BikeId("B1");
        world.ledger.record(List.of(LedgerWorld.delivery(
                S1,
                List.of(
                        new Fact(FactId.parse("S1.1.3"), stamp, new Event.LockFailed(1, command, "stuck")),
                        new Fact(
                                FactId.parse("S1.1.4"),
                                stamp,
                                new Event.BikeRemoved(1, bike, new Cause.ByCommand(unlock.id()))),
                        new Fact(FactId.parse("S1.1.5"), stamp, new Event.LockOpenedNotTaken(1, bike, command))))));
        assertThat(state(unlock)).isEqualTo(CommandState.DONE);
    }
}
