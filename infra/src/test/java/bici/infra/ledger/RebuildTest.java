package bici.infra.ledger;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.Birth.Lock;
import bici.fleet.dock.Delivery;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Reject;
import bici.fleet.dock.Stamp;
import bici.fleet.report.Rebuild.Difference;
import bici.fleet.report.Rebuild.Outcome;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import bici.infra.database.Rebuilt;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is computed anew from the record is what stands, and whatever stands otherwise is found. */
class RebuildTest {
    private static final PlayedCity CITY = PlayedCity.play(5, 4, 12, 90);
    private static final StationId S1 = new StationId("S1");

    /** What is tampered with, and the name under which it is found: each alone would be a difference. */
    private static final Map<String, String> TAMPERING = Map.ofEntries(
            entry("dock S1/1", "UPDATE dock SET bike_id = 'B77' WHERE station_id = 'S1' AND dock = 1"),
            entry("dock S1/2", "UPDATE dock SET fault = 'invented' WHERE station_id = 'S1' AND dock = 2"),
            entry("dock S1/3", "DELETE FROM dock WHERE station_id = 'S1' AND dock = 3"),
            entry("bike B1", "UPDATE bike SET place = 'missing', station_id = NULL, dock = NULL WHERE bike_id = 'B1'"),
            entry("bike B3", "UPDATE bike SET since = since - interval '1 second' WHERE bike_id = 'B3'"),
            entry("trip S1.1.4", "UPDATE trip SET ended_at = ended_at + interval '1 second' WHERE trip_id = 'S1.1.4'"),
            entry("trip S2.1.2", "DELETE FROM trip WHERE trip_id = 'S2.1.2'"),
            entry("trip S2.1.4", "UPDATE open_trip SET state = 'end-unknown' WHERE trip_id = 'S2.1.4'"),
            entry(
                    "trip S9.1.1",
                    "INSERT INTO trip SELECT 'S9.1.1', bike_id, started_at, start_station_id, start_dock, ended_at,"
                            + " end_station_id, end_dock, end_fact, cause, cause_id, flag FROM trip LIMIT 1"),
            entry(
                    "correction of S1.1.4",
                    "INSERT INTO trip_correction (trip_id, recorded_at, was_end_fact, was_ended_at, now_end_fact,"
                            + " now_ended_at) VALUES ('S1.1.4', now(), 'S2.1.1', now(), 'S2.1.9', now())"),
            entry(
                    "availability S1 after 1.2 at 2026-03-02 12:05:00+00",
                    "UPDATE availability SET bikes = bikes + 1 WHERE station_id = 'S1' AND sequence = 2"),
            entry(
                    "availability S1 after 1.3 at 2026-03-02 12:06:00+00",
                    "DELETE FROM availability WHERE station_id = 'S1' AND sequence = 3"),
            entry("station S1", "UPDATE station_state SET bikes = bikes + 1 WHERE station_id = 'S1'"),
            entry("journal S1.1", "UPDATE station_journal SET received = received - '{[2,3)}' WHERE station_id = 'S1'"),
            entry("birth S1 1", "UPDATE birth SET reconciled_at = NULL WHERE station_id = 'S1'"),
            entry(
                    "fact S1.1.2",
                    "UPDATE fact SET at = at + interval '1 second' WHERE station_id = 'S1' AND sequence = 2"),
            entry(
                    "fact S1.1.3",
                    "INSERT INTO fact_time (station_id, journal, sequence, epoch, at, time_quality) SELECT station_id, journal,"
                            + " sequence, 1, at - interval '1 second', time_quality FROM fact WHERE station_id = 'S1'"
                            + " AND journal = 1 AND sequence = 3"),
            entry("fact S2.0.1", "DELETE FROM fact WHERE journal = 0"));

    private static LedgerWorld world;

    @BeforeAll
    static void open() {
        world = LedgerWorld.withStations("S1");
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void startAnew() {
        world.startAnew("S1", "S2", "S3", "S4");
    }

    @Test
    void aPlayedCityComesOutAsItStands() {
        deliver(CITY, 0);
        Outcome outcome = Rebuilt.checkInASecondSchema(world.database());
        assertThat(outcome.examples()).isEmpty();
        assertThat(outcome.differences()).isZero();
        assertThat(outcome.facts()).isEqualTo(world.count("fact")).isGreaterThan(180);
        assertThat(outcome.docks()).isEqualTo(world.count("dock")).isGreaterThan(20);
        assertThat(outcome.bikes()).isEqualTo(12);
        assertThat(outcome.trips()).isEqualTo(CITY.trips().size());
        assertThat(outcome.availability()).isEqualTo(world.count("availability"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void messagesInAnyOrderComeOutAsTheyStand(int seed) {
        deliver(CITY, seed);
        follows();
    }

    /** Everything at one arrival time: only the recorded order tells which came first. */
    private static void deliver(PlayedCity city, int seed) {
        List<Delivery> parts = new ArrayList<>();
        Random dice = new Random(seed);
        city.journals().forEach((station, facts) -> {
            int from = 0;
            while (from < facts.size()) {
                int to = seed == 0 ? facts.size() : Math.min(facts.size(), from + 1 + dice.nextInt(20));
                parts.add(LedgerWorld.delivery(station, facts.subList(from, to)));
                from = to;
            }
        });
        if (seed > 0) {
            Collections.shuffle(parts, dice);
        }
        parts.forEach(part -> world.ledger().record(List.of(part)));
    }

    private static void follows() {
        assertThat(world.violations()).isEmpty();
        Rebuilt.assertFollows(world.database());
    }

    @Test
    void aFactOfEveryKindIsToldAgainAsItWas() {
        world.deliver(S1, EveryEvent.facts(S1));
        world.tell("S2", "1 12:00 +1 B9, 2 12:10 -1 B9 wrong");
        follows();
        assertThat(world.count("fact WHERE flag = 'proof-failed'")).isEqualTo(1);
    }

    @Test
    void correctionsMissingBikesAndGapsComeOutAsTheyStand() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S3", "1 13:00 +3 B1");
        world.tell("S2", "2 12:40 -2 B1 card");
        world.tell("S2", "1 12:30 +2 B1");
        world.tell("S4", "1 12:00 +1 B4, 3 12:30 +1 B5");
        assertThat(world.texts(Show.CORRECTIONS)).hasSize(1);
        assertThat(world.texts(Show.BIKES)).contains("B4 missing");
        follows();
    }

    @Test
    void inventoriesInferTheSameAgain() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:00 +2 B2");
        born("S1", 1, 4, "1 -", "2 B2", "3 B3");
        world.tell("S1", "4 12:30 lost 3 3");
        born("S2", 1, 0, "1 B1");
        world.tell("S2", "1 23:10 -1 B1 card, 2 23:20 jam 1");
        born("S2", 1, 2, "1 -", "2 B4");
        assertThat(world.texts(Show.INFERRED)).hasSize(4);
        follows();
    }

    @Test
    void inventoriesThatAgreedAreEvidenceAgain() {
        world.tell("S1", "1 12:00 +1 B1");
        born("S1", 1, 5, "1 B1", "2 -");
        world.tell("S1", "6 23:05 lost 2 5");
        world.tell("S2", "1 13:00 +2 B1");
        world.tell("S2", "2 13:30 -2 B1 card");
        world.tell("S1", "3 12:20 +2 B1");
        world.tell("S1", "2 12:10 -1 B1 card");
        world.tell("S1", "5 12:40 +1 B1, 4 12:30 -2 B1 card");
        assertThat(world.texts(Show.INFERRED)).hasSizeGreaterThan(1);
        follows();
    }

    @Test
    void birthsThatWereUnderWayForLongAreJudgedAsTheyWere() {
        Duration uptime = Duration.between(PlayedCity.MORNING.minus(Duration.ofHours(1)), LedgerWorld.EVENING);
        for (int seconds : List.of(40, 90, 3, 60)) {
            Instant arrived = LedgerWorld.EVENING.plusSeconds(seconds);
            Birth.Clock clock = new Birth.Clock(
                    LedgerWorld.EVENING.minusSeconds(600),
                    uptime,
                    Stamp.ClockQuality.SYNCED,
                    LedgerWorld.EVENING,
                    arrived);
            world.ledger()
                    .openSession(new Birth(
                            S1, "slow" + seconds, 1, 2, clock, "1.0", "rev-a", 0, 1, 0, 0, List.of(reading("1 B1"))));
        }
        assertThat(world.texts("SELECT concat_ws(' ', boot, uncertainty_us / 1000000) FROM clock_segment"
                        + " WHERE station_id = 'S1' ORDER BY 1"))
                .containsExactly("1 0", "2 40");
        follows();
    }

    @Test
    void anInventoryThatWasNeverHeldAgainstTheFactsIsNotNowEither() {
        born("S1", 1, 4, "1 B7");
        born("S1", 1, 1, "1 B1");
        world.tell("S1", "1 12:00 +1 B1");
        world.tell("S1", "2 12:10 -1 B1 card");
        assertThat(world.texts(Show.INFERRED)).isEmpty();
        follows();
    }

    @Test
    void anInventoryIsHeldAgainstTheFactsAlsoWhenALaterOneWasHeldBeforeIt() {
        born("S1", 1, 2, "1 B7");
        born("S1", 1, 1, "1 B1");
        world.tell("S1", "1 12:00 +1 B1");
        world.tell("S1", "2 12:10 -1 B1 card");
        assertThat(world.texts(Show.INFERRED)).containsExactly("S1.0.1 23:00 bike-docked 1 B7 by 2");
        follows();
    }

    @Test
    void aBoardThatWasReplacedAndWhatItsOldMemoryStillTold() {
        world.tell("S1", "1 12:00 +1 B1, 3 12:10 +2 B2");
        born("S1", 2, 0, "1 B1", "2 -", "3 B3");
        world.tell("S1", "2 12:05 +4 B4");
        world.tell("S1", "2/1 23:10 -3 B3 card");
        follows();
    }

    @Test
    void whatWentToQuarantineExcusesItsPlaceAgain() {
        born("S1", 1, 2, "1 B1");
        Reject unread = new Reject(
                Optional.of(new FactId(S1, 1, 2)), "malformed-field", "no dock", ByteBuffer.wrap(new byte[] {1, 2}));
        List<Fact> first = Told.facts("S1", "1 12:00 door");
        world.ledger().record(List.of(new Delivery(S1, LedgerWorld.ARRIVAL, first, List.of(unread))));
        world.tell("S1", "1 12:00 jam 1");
        assertThat(world.texts(Show.QUARANTINE)).hasSize(2);
        assertThat(world.texts(Show.INFERRED)).hasSize(1);
        follows();
    }

    @Test
    void aNonceUsedTwiceIsTwoBirthsAgain() {
        born("S1", 1, 0, "1 B1");
        world.ledger().closeSession(S1, 2, LedgerWorld.EVENING.plus(Duration.ofMinutes(1)), "silent");
        born("S1", 1, 0, "1 -");
        assertThat(world.count("birth WHERE station_id = 'S1'")).isEqualTo(3);
        follows();
    }

    @Test
    void whatWasTakenInBeforeArrivalsWereNumberedGoesByItsTime() {
        deliver(CITY, 0);
        born("S1", 1, world.count("fact WHERE station_id = 'S1'"), "1 B99");
        world.execute("DROP TRIGGER fact_append_only ON fact");
        world.execute("UPDATE fact SET arrival = NULL");
        world.execute("UPDATE birth SET arrival = NULL");
        world.execute("CREATE TRIGGER fact_append_only BEFORE UPDATE OR DELETE ON fact FOR EACH ROW"
                + " EXECUTE FUNCTION refuse_edit()");
        follows();
    }

    @Test
    void nothingIsLeftBehindAndWhatAKilledRebuildLeftIsClearedAway() {
        world.execute("CREATE SCHEMA bici_rebuild CREATE TABLE bike (left_over text)");
        world.tell("S1", "1 12:00 +1 B1");
        assertThat(Rebuilt.checkInASecondSchema(world.database()).differences()).isZero();
        assertThat(world.texts("SELECT nspname FROM pg_namespace WHERE nspname = 'bici_rebuild'"))
                .isEmpty();
    }

    @Test
    void whateverIsTamperedWithIsFoundAndNothingElse() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:05 +2 B2, 3 12:06 +3 B3, 4 12:10 -2 B2 card");
        world.tell("S2", "1 12:30 +1 B2, 2 12:40 -1 B2 card, 3 12:50 +1 B2, 4 13:00 -1 B2 card");
        born("S2", 1, 4, "1 -", "2 B4");
        follows();
        world.execute("DROP TRIGGER fact_append_only ON fact");
        TAMPERING.values().forEach(world::execute);
        Outcome outcome = Rebuilt.check(world.database());
        assertThat(outcome.examples())
                .extracting(Difference::what)
                .containsExactlyInAnyOrderElementsOf(TAMPERING.keySet());
        assertThat(outcome.differences()).isEqualTo(TAMPERING.size());
        assertThat(outcome.examples()).allSatisfy(d -> assertThat(d.stands()).isNotEqualTo(d.recordSays()));
        world.execute("CREATE TRIGGER fact_append_only BEFORE UPDATE OR DELETE ON fact FOR EACH ROW"
                + " EXECUTE FUNCTION refuse_edit()");
    }

    private static void born(String station, int journal, long asOf, String... docks) {
        List<DockReading> readings = Stream.of(docks).map(RebuildTest::reading).toList();
        Birth birth = LedgerWorld.birthOf(new StationId(station), "nonce", journal, asOf, readings);
        world.ledger()
                .closeSession(birth.station(), epoch(station), birth.clock().arrivedAt(), "silent");
        world.ledger().openSession(birth);
    }

    private static long epoch(String station) {
        return world.count("birth WHERE station_id = '" + station + "'");
    }

    private static DockReading reading(String text) {
        String[] parts = text.split(" ", -1);
        Optional<BikeId> bike = parts[1].equals("-") ? Optional.empty() : Optional.of(new BikeId(parts[1]));
        return new DockReading(Integer.parseInt(parts[0]), bike, Lock.LOCKED, Optional.empty());
    }
}
