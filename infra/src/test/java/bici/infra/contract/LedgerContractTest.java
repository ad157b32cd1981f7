package bici.infra.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Delivery;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Receipt;
import bici.fleet.dock.RecordedFact;
import bici.fleet.dock.Session;
import bici.fleet.dock.TimeJudge.JudgedTime;
import bici.fleet.dock.TimeJudge.TimeQuality;
import bici.fleet.ledger.BikeRow;
import bici.fleet.ledger.Inventories.Sighting;
import bici.fleet.ledger.Inventories.Taken;
import bici.fleet.ledger.Refused;
import bici.fleet.operations.ReplyRule;
import bici.fleet.trip.BikeFact;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.Registration;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import bici.fleet.trip.UnlockRequest;
import bici.fleet.trip.Whereabouts;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the core asks of whoever keeps its rows, of both. */
class LedgerContractTest {
    private static final StationId S1 = new StationId("S1");
    private static final BikeId B1 = new BikeId("B1");
    private static final BikeId B2 = new BikeId("B2");
    private static final RiderId ANA = new RiderId("ana");
    private static final RiderId LUIS = new RiderId("luis");

    private final Happenings city = new Happenings(1, 2, 0);
    private final Happenings.Yard yard = city.yards.getOrDefault(S1, new Happenings.Yard(S1));

    static Stream<Named<Subject>> subjects() {
        return Subject.both().entrySet().stream().map(entry -> Named.of(entry.getKey(), entry.getValue()));
    }

    /** B1 and B2 stand in docks 1 and 2 of S1; two riders. */
    private void prepare(Subject subject) {
        for (Happenings.Yard taken : city.yards.values()) {
            subject.takeIn(taken.id, Happenings.DOCKS);
            subject.ledger.openSession(taken.birth(city.now(), false));
        }
        subject.putRider(ANA, Optional.of(Subject.POLICY), false);
        subject.putRider(LUIS, Optional.of(Subject.POLICY), false);
        subject.putCard(new CardId("C-1"), ANA);
        tell(subject, new Event.BikeDocked(1, B1), new Event.BikeDocked(2, B2));
    }

    private Receipt tell(Subject subject, Event... events) {
        List<Fact> facts =
                Stream.of(events).map(e -> yard.journal(city.pass(), e)).toList();
        return deliver(subject, facts);
    }

    private Receipt deliver(Subject subject, List<Fact> facts) {
        return subject.ledger
                .record(List.of(new Delivery(S1, city.now(), facts, List.of())))
                .get(0);
    }

    private static UnlockRequest request(Subject subject, RiderId rider, String key) {
        return new UnlockRequest(rider, new IdempotencyKey(key), subject.code(B1));
    }

    private Unlock queued(Subject subject, RiderId rider, String key) {
        UnlockAnswer answer = subject.desk.request(request(subject, rider, key), city.now());
        assertThat(answer).isInstanceOf(UnlockAnswer.Queued.class);
        return answer instanceof UnlockAnswer.Queued queued ? queued.unlock() : unreachable();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("subjects")
    void aRequestIsTakenBackUntilItIsSent(Subject subject) {
        try (subject) {
            prepare(subject);
            Unlock unlock = queued(subject, ANA, "k1");
            assertThat(subject.desk.cancel(request(subject, ANA, "k1"), city.now()))
                    .isEqualTo(new UnlockAnswer.Repeated(
                            subject.desk.find(ANA, unlock.id()).orElseThrow()));
            assertThat(subject.desk.cancel(request(subject, LUIS, "k2"), city.now()))
                    .isEqualTo(subject.desk.request(request(subject, LUIS, "k2"), city.now()))
                    .isEqualTo(new UnlockAnswer.Refused(Refusal.CANCELLED));
            Unlock next = queued(subject, LUIS, "k3");
            assertThat(subject.queue.takeQueued(List.of(S1), city.now())).hasSize(1);
            assertThat(subject.desk.cancel(request(subject, LUIS, "k3"), city.now()))
                    .isEqualTo(new UnlockAnswer.InFlight(
                            subject.desk.find(LUIS, next.id()).orElseThrow()));
        }
    }

    private static Unlock unreachable() {
        throw new AssertionError();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("subjects")
    void whatAStationToldAfterASightingIsFoundHoweverOldItsTimeIs(Subject subject) {
        try (subject) {
            prepare(subject);
            Taken first = new Taken(S1, 1, new AsOf(1, 1), city.now(), city.now());
            tell(subject, new Event.BikeRemoved(1, B1, new Cause.ByNobody()));

            Map<BikeId, Set<BikeFact>> told = subject.transactions()
                    .run(tables -> tables.facts()
                            .findToldAfter(
                                    List.of(new Sighting(B1, new DockId(S1, 1), first)), Map.of(B1, city.pass())));

            assertThat(told.get(B1)).singleElement().satisfies(step -> {
                assertThat(step.id()).isEqualTo(FactId.parse("S1.1.3"));
                assertThat(step.earliest()).isEqualTo(step.at());
            });
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("subjects")
    void aTripBelongsToWhoeverLetTheBikeGo(Subject subject) {
        try (subject) {
            prepare(subject);
            tell(subject, new Event.BikeRemoved(1, B1, new Cause.ByCard(new CardId("C-1"), 1, "proof")));

            assertThat(subject.lines(Shown.OPEN_TRIPS))
                    .singleElement()
                    .asString()
                    .startsWith("S1.1.3|B1|riding|")
                    .endsWith("|S1|1|card|C-1|-|ana|-");

            tell(subject, new Event.BikeDocked(4, B1));

            assertThat(subject.lines(Shown.OPEN_TRIPS)).isEmpty();
            assertThat(subject.lines(Shown.TRIPS))
                    .singleElement()
                    .asString()
                    .contains("|S1.1.4|card|C-1|")
                    .endsWith("|ana|-|false");
            assertThat(subject.lines(Shown.STATIONS))
                    .anySatisfy(line -> assertThat(line).startsWith("S1|1|true|1|4|2|0|-|"));
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("subjects")
    void aFactIsKeptOnceAndAContradictionIsSetAsideOnce(Subject subject) {
        try (subject) {
            prepare(subject);
            Fact first = yard.untold.get(0);
            Fact other = new Fact(first.id(), first.stamp(), new Event.Tamper(0));

            assertThat(deliver(subject, List.of(first)).duplicates()).isEqualTo(1);
            assertThat(deliver(subject, List.of(other)).conflicts()).containsExactly(first.id());
            assertThat(deliver(subject, List.of(other)).conflicts()).containsExactly(first.id());

            assertThat(subject.lines(Shown.QUARANTINE))
                    .singleElement()
                    .asString()
                    .endsWith("|sequence-conflict");
            assertThat(subject.lines(Shown.FACTS)).hasSize(2);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("subjects")
    void whatCannotBeKeptIsSetAsideAndTheRestIsKept(Subject subject) {
        try (subject) {
            prepare(subject);
            Receipt receipt = tell(
                    subject, new Event.Door(true), new Event.DockFault(3, "nul\0"), new Event.DockFault(3, "good"));

            assertThat(receipt.recorded()).isEqualTo(2);
            assertThat(receipt.missing()).isEmpty();
            assertThat(subject.lines(Shown.QUARANTINE))
                    .singleElement()
                    .asString()
                    .startsWith("S1|1|4|")
                    .endsWith("|not-recordable");
            assertThat(subject.lines(Shown.DOCKS))
                    .anySatisfy(line -> assertThat(line).startsWith("S1|3|-|unlocked|good|1|5|"));
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("subjects")
    void aBikeIsHeldForOneRiderAndOneKeyIsOneRequest(Subject subject) {
        try (subject) {
            prepare(subject);
            Unlock unlock = queued(subject, ANA, "k1");

            assertThat(subject.desk.request(request(subject, LUIS, "k1"), city.now()))
                    .isEqualTo(new UnlockAnswer.Refused(Refusal.BIKE_HELD));
            assertThat(subject.desk.request(request(subject, ANA, "k1"), city.now()))
                    .isEqualTo(new UnlockAnswer.InFlight(unlock));
            assertThat(subject.desk.request(request(subject, ANA, "k2"), city.now()))
                    .isEqualTo(new UnlockAnswer.Refused(Refusal.UNLOCK_PENDING));
            assertThat(subject.queue.takeQueued(List.of(S1), city.now())).hasSize(1);
            assertThat(subject.queue.takeQueued(List.of(S1), city.now())).isEmpty();

            tell(subject, new Event.BikeRemoved(1, B1, new Cause.ByCommand(unlock.id())));

            assertThat(subject.desk.find(ANA, unlock.id()).orElseThrow().state())
                    .isEqualTo(CommandState.DONE);
            assertThat(subject.desk.request(request(subject, ANA, "k3"), city.now()))
                    .isEqualTo(new UnlockAnswer.Refused(Refusal.TRIP_OPEN));
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("subjects")
    void timeDecidesWhatNobodyTells(Subject subject) {
        try (subject) {
            prepare(subject);
            Unlock unlock = queued(subject, ANA, "k1");
            subject.queue.takeQueued(List.of(S1), city.now());
            Instant deadline = unlock.deadline();

            subject.queue.sweep(deadline);
            assertThat(state(subject, unlock)).isEqualTo(CommandState.UNKNOWN);
            assertThat(subject.lines(Shown.COMMANDS)).singleElement().asString().endsWith("|-|-|-|-");

            Instant freed = deadline.plus(Unlock.MARGIN);
            subject.queue.sweep(freed);
            assertThat(state(subject, unlock)).isEqualTo(CommandState.UNKNOWN);
            assertThat(subject.desk.request(request(subject, LUIS, "k1"), freed))
                    .isInstanceOf(UnlockAnswer.Queued.class);

            yard.docked.put(1, B1);
            yard.open = 1;
            subject.ledger.openSession(yard.birth(freed, false));
            subject.queue.sweep(freed.plus(Duration.ofSeconds(1)));
            assertThat(state(subject, unlock)).isEqualTo(CommandState.UNKNOWN);

            yard.open = 0;
            subject.ledger.openSession(yard.birth(freed.plus(Duration.ofSeconds(1)), false));
            subject.queue.sweep(freed.plus(Duration.ofSeconds(2)));
            assertThat(state(subject, unlock)).isEqualTo(CommandState.EXPIRED);
        }
    }

    private static CommandState state(Subject subject, Unlock unlock) {
        return subject.desk.find(unlock.rider(), unlock.id()).orElseThrow().state();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("subjects")
    void aCommandThatHasEndedStaysAsItIs(Subject subject) {
        try (subject) {
            prepare(subject);
            Unlock unlock = queued(subject, ANA, "k1");
            end(subject, unlock, CommandState.NOT_TAKEN);
            List<String> ended = subject.lines(Shown.COMMANDS);
            end(subject, unlock, CommandState.EXPIRED);

            assertThat(subject.lines(Shown.COMMANDS)).isEqualTo(ended);
        }
    }

    private void end(Subject subject, Unlock unlock, CommandState state) {
        subject.transactions().run(tables -> {
            tables.commands().end(unlock.id(), new ReplyRule.End(state, Optional.empty()), city.now());
            return true;
        });
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("subjects")
    void nothingOfARefusedTransactionIsKept(Subject subject) {
        try (subject) {
            prepare(subject);
            Map<String, List<String>> before = subject.state();
            Fact known = yard.untold.get(0);
            RecordedFact again = new RecordedFact(
                    known,
                    new JudgedTime(city.now(), TimeQuality.DEVICE, Optional.empty()),
                    city.now(),
                    Optional.empty(),
                    Optional.empty());

            assertThatThrownBy(() -> subject.transactions().run(tables -> {
                        tables.bikes().lock(Set.of(new BikeId("B9")));
                        tables.cursors()
                                .write(tables.cursors().lock(List.of(S1)).values(), Optional.of(city.pass()));
                        tables.facts().append(List.of(again));
                        return true;
                    }))
                    .isInstanceOf(Refused.class);

            assertThat(subject.state()).isEqualTo(before);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("subjects")
    void twoBikesMayMeetInADockWithinATransactionButNotAfterIt(Subject subject) {
        try (subject) {
            prepare(subject);
            Map<String, List<String>> before = subject.state();

            assertThatThrownBy(() -> subject.transactions().run(tables -> {
                        tables.bikes().write(List.of(standing(B2, 1)));
                        return true;
                    }))
                    .isInstanceOf(Refused.class);
            assertThat(subject.state()).isEqualTo(before);

            subject.transactions().run(tables -> {
                tables.bikes().write(List.of(standing(B2, 1)));
                tables.bikes().write(List.of(standing(B1, 2)));
                return true;
            });
            assertThat(subject.lines(Shown.BIKES))
                    .anySatisfy(line -> assertThat(line).startsWith("B2|dock|S1|1|"));
        }
    }

    private BikeRow standing(BikeId bike, int dock) {
        Fact last = yard.untold.get(0);
        return new BikeRow(
                bike,
                new Whereabouts.AtDock(new DockId(S1, dock), city.now()),
                Optional.of(new BikeRow.Last(last.id(), city.now())),
                false,
                Optional.empty(),
                Registration.NONE);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("subjects")
    void onlyAStationThatWasTakenInAndStaysMayTell(Subject subject) {
        try (subject) {
            prepare(subject);
            assertThat(subject.ledger.openSession(new Happenings.Yard(new StationId("S9")).birth(city.now(), false)))
                    .isEqualTo(new Session.Pending());
            assertThat(subject.ledger.openSession(yard.birth(city.now(), true))).isEqualTo(new Session.Accepted(1));
            assertThat(subject.ledger.openSession(yard.birth(city.now(), false)))
                    .isEqualTo(new Session.Accepted(2));

            subject.ledger.closeSession(S1, 1, city.now(), "silent");
            assertThat(subject.lines(Shown.STATIONS))
                    .anySatisfy(line -> assertThat(line).startsWith("S1|2|true|"));
            subject.ledger.closeAllSessions(city.now());
            assertThat(subject.lines(Shown.STATIONS))
                    .anySatisfy(line -> assertThat(line).startsWith("S1|2|false|"));

            subject.retire(S1);
            assertThat(subject.ledger.openSession(yard.birth(city.now(), false)))
                    .isEqualTo(new Session.Rejected("retired"));
        }
    }
}
