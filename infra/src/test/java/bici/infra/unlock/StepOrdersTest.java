package bici.infra.unlock;

import static bici.infra.unlock.UnlockWorld.POLICY;
import static bici.infra.unlock.UnlockWorld.S1;
import static bici.infra.unlock.UnlockWorld.S2;
import static bici.infra.unlock.UnlockWorld.TECHNICIAN;
import static bici.infra.unlock.UnlockWorld.docked;
import static bici.infra.unlock.UnlockWorld.removed;
import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Delivery;
import bici.fleet.dock.Fact;
import bici.fleet.operations.BikeDesk;
import bici.fleet.operations.Notices;
import bici.fleet.operations.RulingDesk;
import bici.fleet.store.PostgresBikeDesk;
import bici.fleet.store.PostgresCommandQueue;
import bici.fleet.store.PostgresRulingDesk;
import bici.fleet.store.PostgresStationLedger;
import bici.fleet.store.PostgresUnlockDesk;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.Ruling;
import bici.fleet.trip.UnlockAnswer;
import bici.fleet.trip.UnlockRequest;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.PrintedCode;
import bici.fleet.vocabulary.RiderId;
import bici.infra.races.StepOrders;
import bici.infra.races.StepOrders.Act;
import bici.infra.races.StepOrders.Check;
import bici.infra.races.StepOrders.Tally;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every order of the steps of two or three transactions that meet, on the real database ({@link StepOrders}). Pairs are
 * run whole; triples by chance, and whole with {@code ./bici test -Dtest=StepOrdersTest -Dbici.step-orders=all}, or some of
 * them, by their names and a comma between.
 */
class StepOrdersTest {
    private static final Set<String> WHOLE =
            Set.of(System.getProperty("bici.step-orders", "").split(",", -1));
    private static final int DRAWN = 25;

    /** What must hold after any order, beside what the audit finds. */
    private static final String BROKEN = """
            SELECT 'held twice: bike ' || bike_id FROM command WHERE kind = 'unlock' AND released_at IS NULL
              GROUP BY bike_id HAVING count(*) > 1
            UNION ALL SELECT 'held twice: dock ' || station_id || '/' || dock FROM command
              WHERE kind = 'unlock' AND released_at IS NULL GROUP BY station_id, dock HAVING count(*) > 1
            UNION ALL SELECT 'held twice: rider ' || rider_id FROM command WHERE kind = 'unlock' AND released_at IS NULL
              GROUP BY rider_id HAVING count(*) > 1
            UNION ALL SELECT 'two unlocks of one key: ' || idempotency_key FROM command WHERE kind = 'unlock'
              GROUP BY rider_id, idempotency_key HAVING count(*) > 1
            UNION ALL SELECT 'an unlock without its stored answer: ' || command_id FROM command c WHERE kind = 'unlock'
              AND NOT EXISTS (SELECT FROM unlock_request q WHERE q.command_id = c.command_id)
            UNION ALL SELECT 'two open trips: bike ' || bike_id FROM open_trip WHERE state = 'riding'
              GROUP BY bike_id HAVING count(*) > 1
            UNION ALL SELECT 'two open trips: rider ' || rider_id FROM open_trip WHERE state = 'riding'
              GROUP BY rider_id HAVING count(*) > 1
            UNION ALL SELECT 'two bikes in one dock: ' || station_id || '/' || dock FROM bike WHERE place = 'dock'
              GROUP BY station_id, dock HAVING count(*) > 1
            UNION ALL SELECT 'will be let go though out of service: ' || c.bike_id FROM command c
              JOIN bike_withdrawal USING (bike_id) WHERE c.kind = 'unlock' AND c.state = 'sent'
            UNION ALL SELECT 'a trip ended twice: ' || trip_id FROM trip GROUP BY trip_id HAVING count(*) > 1
            UNION ALL SELECT 'open and ended: ' || trip_id FROM trip JOIN open_trip USING (trip_id)""";

    private static UnlockWorld world;
    private static StepOrders orders;
    private static List<RiderId> riders;
    private static PrintedCode codeOfB1;
    private static PrintedCode codeOfDock1;
    private static PrintedCode codeOfB4;
    private static Fact backAtS1;
    private static Fact backAtS2;
    private static Fact otherInTheSameDock;
    private static Fact againAtS2;

    /** B3 and B6 are under way; everything else stands where it began. */
    @BeforeAll
    static void begin() throws SQLException {
        world = new UnlockWorld();
        RiderId away = world.rider(8);
        RiderId other = world.rider(9);
        world.tell(S1, removed(world.sent(away, "k0", "B3")));
        world.tell(S2, removed(world.sent(other, "k0", "B6")));
        riders = List.of(world.rider(1), world.rider(2), world.rider(3));
        codeOfB1 = world.code("B1");
        codeOfDock1 = world.code(S1, 1);
        codeOfB4 = world.code("B4");
        world.passSeconds(120);
        backAtS1 = world.happen(S1, docked(5, "B3"));
        backAtS2 = world.happen(S2, docked(5, "B3"));
        otherInTheSameDock = world.happen(S1, docked(5, "B6"));
        againAtS2 = world.happen(S2, docked(6, "B3"));
        orders = new StepOrders(world.database());
    }

    @AfterAll
    static void end() throws SQLException {
        orders.close();
        world.close();
    }

    private static Act unlock(int rider, String key, PrintedCode code) {
        return database -> new PostgresUnlockDesk(database, Notices.none(), POLICY)
                .request(new UnlockRequest(riders.get(rider - 1), new IdempotencyKey(key), code), world.now());
    }

    private static Act told(Fact fact) {
        return database -> new PostgresStationLedger(database, (card, version, proof) -> true)
                .record(List.of(new Delivery(fact.id().station(), world.now(), List.of(fact), List.of())));
    }

    private static Act outOfService(String bike) {
        return database -> new PostgresBikeDesk(database, Notices.none())
                .setService(new BikeDesk.Request(TECHNICIAN, new BikeId(bike), false, "frenos"), world.now());
    }

    private static Act declaredMissing(String bike) {
        return database -> new PostgresRulingDesk(database, Notices.none())
                .decide(
                        new RulingDesk.Request(
                                TECHNICIAN,
                                new Ruling.Missing(world.now()),
                                Optional.of(new BikeId(bike)),
                                "no aparece",
                                new IdempotencyKey("missing-" + bike)),
                        world.now());
    }

    /** A set of transactions, and what their answers must be. */
    private record Meeting(List<Act> acts, Check answers) {
        static Meeting of(Check answers, Act... acts) {
            return new Meeting(List.of(acts), answers);
        }
    }

    private static final Check ANY = answers -> List.of();

    /** One of them is let go, the others are told this. */
    private static Check oneOf(Refusal others) {
        return answers -> {
            long queued = answers.stream()
                    .filter(UnlockAnswer.Queued.class::isInstance)
                    .count();
            long refused = answers.stream()
                    .filter(new UnlockAnswer.Refused(others)::equals)
                    .count();
            return queued == 1 && refused == answers.size() - 1 ? List.of() : List.of("not one was let go");
        };
    }

    /** All are told of the same unlock. */
    private static final Check ONE_STORED_ANSWER = answers -> {
        long queued =
                answers.stream().filter(UnlockAnswer.Queued.class::isInstance).count();
        long unlocks = answers.stream()
                .map(answer -> switch ((UnlockAnswer) answer) {
                    case UnlockAnswer.Queued it -> it.unlock().id();
                    case UnlockAnswer.InFlight it -> it.unlock().id();
                    default -> answer;
                })
                .distinct()
                .count();
        return queued == 1 && unlocks == 1 ? List.of() : List.of("not one unlock");
    };

    private static Map<String, Meeting> pairs() {
        Map<String, Meeting> sets = new LinkedHashMap<>();
        sets.put(
                "unlock-unlock-same-bike",
                Meeting.of(oneOf(Refusal.BIKE_HELD), unlock(1, "a", codeOfB1), unlock(2, "b", codeOfDock1)));
        sets.put(
                "unlock-unlock-same-rider",
                Meeting.of(oneOf(Refusal.UNLOCK_PENDING), unlock(1, "a", codeOfB1), unlock(1, "b", codeOfB4)));
        sets.put(
                "unlock-unlock-same-key",
                Meeting.of(ONE_STORED_ANSWER, unlock(1, "a", codeOfB1), unlock(1, "a", codeOfB1)));
        sets.put("return-return-same-fact", Meeting.of(ANY, told(backAtS1), told(backAtS1)));
        sets.put("return-return-same-bike", Meeting.of(ANY, told(backAtS1), told(backAtS2)));
        sets.put("return-return-same-dock", Meeting.of(ANY, told(backAtS1), told(otherInTheSameDock)));
        sets.put("unlock-out-of-service", Meeting.of(ANY, unlock(1, "a", codeOfB1), outOfService("B1")));
        sets.put("unlock-declared-missing", Meeting.of(ANY, unlock(1, "a", codeOfB1), declaredMissing("B1")));
        sets.put("return-declared-missing", Meeting.of(ANY, told(backAtS1), declaredMissing("B3")));
        return sets;
    }

    private static Map<String, Meeting> triples() {
        Map<String, Meeting> sets = new LinkedHashMap<>();
        sets.put(
                "three-unlocks-same-bike",
                Meeting.of(
                        oneOf(Refusal.BIKE_HELD),
                        unlock(1, "a", codeOfB1),
                        unlock(2, "b", codeOfDock1),
                        unlock(3, "c", codeOfB1)));
        sets.put(
                "three-unlocks-same-rider",
                Meeting.of(
                        oneOf(Refusal.UNLOCK_PENDING),
                        unlock(1, "a", codeOfB1),
                        unlock(1, "b", codeOfB4),
                        unlock(1, "c", codeOfDock1)));
        sets.put(
                "three-unlocks-same-key",
                Meeting.of(
                        ONE_STORED_ANSWER,
                        unlock(1, "a", codeOfB1),
                        unlock(1, "a", codeOfB1),
                        unlock(1, "a", codeOfB1)));
        sets.put(
                "two-unlocks-out-of-service",
                Meeting.of(ANY, unlock(1, "a", codeOfB1), unlock(2, "b", codeOfDock1), outOfService("B1")));
        sets.put(
                "two-unlocks-declared-missing",
                Meeting.of(ANY, unlock(1, "a", codeOfB1), unlock(2, "b", codeOfDock1), declaredMissing("B1")));
        sets.put("three-returns-same-bike", Meeting.of(ANY, told(backAtS1), told(backAtS2), told(againAtS2)));
        sets.put(
                "returns-same-bike-same-dock",
                Meeting.of(ANY, told(backAtS1), told(backAtS2), told(otherInTheSameDock)));
        sets.put(
                "two-returns-declared-missing", Meeting.of(ANY, told(backAtS1), told(backAtS2), declaredMissing("B3")));
        return sets;
    }

    @TestFactory
    Stream<DynamicTest> everyOrderOfAPairLeavesNothingBroken() {
        return pairs().entrySet().stream()
                .map(set -> DynamicTest.dynamicTest(set.getKey(), () -> {
                    Tally tally = orders.all(set.getValue().acts(), check(set.getValue()));
                    System.out.println(tally.line(set.getKey()));
                    assertThat(tally.orders()).isGreaterThan(1);
                    assertThat(tally.examples()).isEmpty();
                    assertThat(tally.violations()).isZero();
                }));
    }

    @TestFactory
    Stream<DynamicTest> ordersOfATripleLeaveNothingBroken() {
        return triples().entrySet().stream()
                .map(set -> DynamicTest.dynamicTest(set.getKey(), () -> {
                    Meeting meeting = set.getValue();
                    Tally tally = WHOLE.contains("all") || WHOLE.contains(set.getKey())
                            ? orders.all(meeting.acts(), check(meeting))
                            : orders.some(meeting.acts(), check(meeting), DRAWN, 1);
                    System.out.println(tally.line(set.getKey()));
                    assertThat(tally.examples()).isEmpty();
                    assertThat(tally.violations()).isZero();
                }));
    }

    /** That which keeps two riders from one bike is taken away: some order shows it, and the harness finds that order. */
    @Test
    void withoutTheUniqueIndexesAnOrderIsFoundThatLetsOneBikeGoTwice() throws SQLException {
        try (UnlockWorld broken = new UnlockWorld()) {
            UnlockWorld whole = world;
            List<RiderId> known = riders;
            riders = List.of(broken.rider(1), broken.rider(2));
            broken.execute("DROP INDEX one_unlock_a_bike");
            broken.execute("DROP INDEX one_unlock_a_dock");
            world = broken;
            try (StepOrders search = new StepOrders(broken.database())) {
                Meeting two = Meeting.of(ANY, unlock(1, "a", broken.code("B1")), unlock(2, "b", broken.code(S1, 1)));
                Tally tally = search.all(two.acts(), check(two));
                System.out.println(tally.line("planted-no-unique-index"));
                assertThat(tally.violations()).isPositive().isLessThan(tally.orders());
                assertThat(tally.examples().getFirst()).contains("held twice: bike B1");
            } finally {
                world = whole;
                riders = known;
            }
        }
    }

    /** What is to be sent is sent first, as the courier does within a second. */
    private static Check check(Meeting meeting) {
        UnlockWorld here = world;
        return answers -> {
            List<String> wrong = new ArrayList<>(meeting.answers().of(answers));
            new PostgresCommandQueue(here.database().dataSource(), Notices.none())
                    .takeQueued(List.of(S1, S2), here.now());
            wrong.addAll(here.texts(BROKEN));
            wrong.addAll(here.violations());
            return wrong;
        };
    }
}
