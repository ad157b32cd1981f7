package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.HealthReading;
import bici.fleet.dock.Session;
import bici.fleet.dock.Stamp;
import bici.fleet.operations.Notices;
import bici.fleet.store.PostgresStationLedger;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions and their epochs, clocks that are wrong, proofs, health, and what may never be edited. */
class SessionsTest {
    private static final StationId S1 = new StationId("S1");
    private static final StationId S9 = new StationId("S9");
    private static final Instant LATER = LedgerWorld.EVENING.plusSeconds(60);
    private static final String PRESENCE = """
        SELECT concat_ws(' ', station_id, CASE WHEN online THEN 'on' ELSE 'off' END, epoch, why) FROM presence
        WHERE station_id = 'S1' ORDER BY at, epoch\
        """;

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
        world.startAnew("S1");
    }

    @Test
    void everyBirthOpensASessionOfItsOwn() {
        assertThat(born("a", 1)).isEqualTo(new Session.Accepted(2));
        assertThat(born("b", 1)).isEqualTo(new Session.Accepted(3));
        assertThat(born("a", 1)).isEqualTo(new Session.Accepted(4));
    }

    @Test
    void aBirthSentAgainIsTheSameSession() {
        assertThat(born("a", 1)).isEqualTo(born("a", 1)).isEqualTo(new Session.Accepted(2));
        assertThat(world.count("birth WHERE station_id = 'S1'")).isEqualTo(2);
        world.ledger().closeSession(S1, 2, LATER, "silent");
        assertThat(born("a", 1)).isEqualTo(new Session.Accepted(3));
    }

    @Test
    void theEndOfAnOlderSessionIsIgnored() {
        born("a", 1);
        world.ledger().closeSession(S1, 1, LATER, "taken-over");
        assertThat(world.texts(PRESENCE)).containsExactly("S1 on 1 birth", "S1 on 2 birth");
        world.ledger().closeSession(S1, 2, LATER, "silent");
        world.ledger().closeSession(S1, 2, LATER, "silent");
        assertThat(world.texts(PRESENCE)).containsExactly("S1 on 1 birth", "S1 on 2 birth", "S1 off 2 silent");
        assertThat(world.texts("SELECT online FROM station_state")).containsExactly("f");
    }

    @Test
    void aRestartedServerClosesWhatWasOpen() {
        world.takeIn(List.of(S9));
        world.ledger().closeAllSessions(LATER);
        world.ledger().closeAllSessions(LATER.plusSeconds(1));
        assertThat(world.texts("SELECT station_id || ' ' || epoch || ' ' || why FROM presence WHERE NOT online"))
                .containsExactly("S1 1 server-restarted");
    }

    @Test
    void aRestartedNodeLeavesTheSessionsOfOthersOpen() {
        PostgresStationLedger other = new PostgresStationLedger(
                world.database().dataSource(), "two", (card, version, proof) -> true, Notices.none());
        other.closeAllSessions(LATER);
        assertThat(world.texts("SELECT station_id FROM station_state WHERE online"))
                .containsExactly("S1");
        other.openSession(LedgerWorld.birthOf(S1, "at-two", 1, 0, List.of()));
        world.ledger().closeAllSessions(LATER);
        assertThat(world.texts("SELECT station_id FROM station_state WHERE online"))
                .containsExactly("S1");
        other.closeAllSessions(LATER);
        assertThat(world.texts("SELECT station_id FROM station_state WHERE online"))
                .isEmpty();
    }

    @Test
    void aStationNobodyTookInIsPendingUntilItIsTakenIn() {
        Birth birth = LedgerWorld.birthOf(S9, "x", 1, 0, List.of());
        assertThat(world.ledger().openSession(birth)).isEqualTo(new Session.Pending());
        assertThat(world.ledger().openSession(birth)).isEqualTo(new Session.Pending());
        assertThat(world.texts("SELECT station_id FROM pending_station")).containsExactly("S9");
        assertThat(world.count("birth WHERE station_id = 'S9'")).isZero();
        world.takeIn(List.of(S9));
        assertThat(world.texts("SELECT station_id FROM pending_station")).isEmpty();
        assertThat(world.ledger().openSession(birth)).isEqualTo(new Session.Accepted(1));
    }

    @Test
    void aRetiredStationIsRejected() {
        world.execute("UPDATE station SET retired_at = now()");
        assertThat(born("a", 1)).isEqualTo(new Session.Rejected("retired"));
        assertThat(world.texts(PRESENCE)).hasSize(1);
    }

    @Test
    void anOlderMemoryIsRejectedOnceANewerOneSpoke() {
        assertThat(born("a", 2)).isEqualTo(new Session.Accepted(2));
        assertThat(born("b", 1)).isEqualTo(new Session.Rejected("journal-older"));
        world.tell("S1", "3/1 12:00 door");
        assertThat(born("c", 2)).isEqualTo(new Session.Rejected("journal-older"));
        assertThat(born("d", 3)).isEqualTo(new Session.Accepted(3));
    }

    @Test
    void aFarFutureTimeIsStoredAsToldCorrectedAndMarked() {
        Stamp wrong = new Stamp(
                Instant.parse("2031-01-01T00:00:00Z"), Duration.ofHours(10), 1, Stamp.ClockQuality.SYNCED, true);
        Event docked = new Event.BikeDocked(1, new BikeId("B1"));
        world.deliver(S1, List.of(new Fact(FactId.parse("S1.1.1"), wrong, docked)));
        assertThat(world.texts("SELECT concat_ws(' ', device_time, at, time_quality, skew_ms) FROM fact"))
                .containsExactly("2031-01-01 00:00:00+00 2026-03-02 20:00:00+00 unverified 152510400000");
        assertThat(world.violations()).isEmpty();
    }

    @Test
    void aNewMemoryIsJudgedByItsOwnBoot() {
        Birth.Clock clock = new Birth.Clock(
                LedgerWorld.EVENING, Duration.ofMinutes(5), Stamp.ClockQuality.SYNCED, LedgerWorld.EVENING);
        world.ledger().openSession(new Birth(S1, "a", 2, 1, clock, "1.0", "rev-a", 0, 1, 0, 0, List.of()));
        Stamp right = new Stamp(
                LedgerWorld.EVENING.plusSeconds(60), Duration.ofMinutes(6), 1, Stamp.ClockQuality.SYNCED, false);
        world.deliver(S1, List.of(new Fact(FactId.parse("S1.2.1"), right, new Event.Door(true))));
        assertThat(world.texts("SELECT concat_ws(' ', at, time_quality, skew_ms) FROM fact"))
                .containsExactly("2026-03-02 23:01:00+00 device 0");
    }

    @Test
    void aBirthThatTook40SecondsCorrectsNoClockThatIsRight() {
        bornLate("slow", LedgerWorld.EVENING, Duration.ZERO, Duration.ofSeconds(40));
        assertThat(world.texts("SELECT at FROM birth WHERE nonce = 'slow'")).containsExactly("2026-03-02 23:00:00+00");
        assertThat(judged(1, 60, Duration.ZERO)).isEqualTo("2026-03-02 23:01:00+00 device 0");
        assertThat(judged(2, 61, Duration.ofHours(-3))).startsWith("2026-03-02 23:01:41+00 unverified -10");
    }

    @Test
    void theAnchorOfABootIsItsFirstBirthWhateverComesLater() {
        bornLate("first", LedgerWorld.EVENING, Duration.ofSeconds(60), Duration.ofMillis(20));
        bornLate("quicker", LedgerWorld.EVENING, Duration.ofSeconds(90), Duration.ofMillis(1));
        bornLate("slower", LedgerWorld.EVENING, Duration.ofSeconds(100), Duration.ofSeconds(50));
        assertThat(world.texts("SELECT concat_ws(' ', anchor_uptime_ms, anchor_at, uncertainty_us) FROM clock_segment"
                        + " WHERE journal = 2"))
                .containsExactly("360000 2026-03-02 23:01:00.02+00 20000");
        assertThat(judged(1, 120, Duration.ofSeconds(-10))).isEqualTo("2026-03-02 23:02:00.02+00 unverified -10000");
        assertThat(judged(2, 121, Duration.ofSeconds(10))).isEqualTo("2026-03-02 23:02:01.02+00 unverified 9980");
        assertThat(judged(3, 122, Duration.ofSeconds(1))).isEqualTo("2026-03-02 23:02:03+00 device 980");
    }

    /** Its clock is right; five minutes of uptime were reached {@code bootedAt}. */
    private static void bornLate(String nonce, Instant bootedAt, Duration after, Duration underWay) {
        Instant said = bootedAt.plus(after);
        Birth.Clock clock = new Birth.Clock(
                said, Duration.ofMinutes(5).plus(after), Stamp.ClockQuality.SYNCED, said, said.plus(underWay));
        world.ledger().openSession(new Birth(S1, nonce, 2, 1, clock, "1.0", "rev-a", 0, 1, 0, 0, List.of()));
    }

    /** A fact so many seconds after the evening, by a clock that is off. */
    private static String judged(long sequence, int seconds, Duration off) {
        Stamp stamp = new Stamp(
                LedgerWorld.EVENING.plusSeconds(seconds).plus(off),
                Duration.ofMinutes(5).plusSeconds(seconds),
                1,
                Stamp.ClockQuality.SYNCED,
                true);
        world.deliver(S1, List.of(new Fact(new FactId(S1, 2, sequence), stamp, new Event.Door(true))));
        return world.texts("SELECT concat_ws(' ', at, time_quality, skew_ms) FROM fact WHERE sequence = " + sequence)
                .getFirst();
    }

    @Test
    void aBikeOfWrongClocksIsFollowedByCorrectedTimes() {
        Stamp wrong = new Stamp(Instant.EPOCH.plusSeconds(9), Duration.ofHours(10), 1, Stamp.ClockQuality.UNSET, true);
        world.startAnew("S1", "S2", "S3");
        world.tell("S2", "1 19:00 +1 B1, 2 19:30 -1 B1 card");
        world.deliver(S1, List.of(new Fact(FactId.parse("S1.1.1"), wrong, new Event.BikeDocked(1, new BikeId("B1")))));
        world.tell("S3", "1 20:30 +2 B1");
        assertThat(world.texts(Show.TRIPS)).containsExactly("S2.1.2 B1 S2/1 19:30 > S1/1 20:00");
        world.tell("S2", "3 19:40 +3 B1, 4 19:45 -3 B1 card");
        assertThat(world.texts(Show.TRIPS))
                .containsExactly("S2.1.2 B1 S2/1 19:30 > S2/3 19:40", "S2.1.4 B1 S2/3 19:45 > S1/1 20:00");
    }

    @Test
    void aRemovalWithoutProofOrByNobodyIsFlagged() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 wrong, 3 12:20 +1 B1, 4 12:30 -1 B1 nobody, 5 12:40 +1 B1");
        world.tell("S1", "6 12:50 -1 B1 card");
        assertThat(world.texts(Show.TRIPS))
                .containsExactly(
                        "S1.1.2 B1 S1/1 12:10 > S1/1 12:20 proof-failed",
                        "S1.1.4 B1 S1/1 12:30 > S1/1 12:40 unauthorised",
                        "S1.1.6 B1 S1/1 12:50 > riding");
        assertThat(world.texts("SELECT flag FROM fact WHERE flag IS NOT NULL ORDER BY sequence"))
                .containsExactly("proof-failed", "unauthorised");
    }

    @Test
    @Timeout(20)
    void heartbeatsWaitForNobodyWhoRecords() throws SQLException {
        world.startAnew("S1", "S2");
        try (Connection other = world.database().dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT 1 FROM station_state WHERE station_id = 'S1' FOR UPDATE");

            world.ledger().noteHeard(Map.of(S1, LATER, new StationId("S2"), LATER));
            assertThat(heard()).containsExactly("S2");

            other.rollback();
        }
        world.ledger().noteHeard(Map.of(S1, LATER));
        assertThat(heard()).containsExactly("S1", "S2");
    }

    private static List<String> heard() {
        return world.texts("SELECT station_id FROM station_state WHERE last_heard_at = '" + LATER + "' ORDER BY 1");
    }

    @Test
    void healthIsKeptAsNumbersByName() {
        Instant device = Instant.parse("2026-03-02T22:59:58.500Z");
        world.ledger()
                .recordHealth(List.of(
                        new HealthReading(S1, device, LedgerWorld.EVENING, Map.of("temperatureCelsius", -3.25)),
                        new HealthReading(S9, device, LATER, Map.of("a\tb", 1e-300)),
                        new HealthReading(S9, device, LATER, Map.of())));
        assertThat(world.texts(
                        "SELECT concat_ws(' ', station_id, name, value, device_time) FROM health ORDER BY station_id"))
                .containsExactly(
                        "S1 temperatureCelsius -3.25 2026-03-02 22:59:58.5+00",
                        "S9 a\tb 1e-300 2026-03-02 22:59:58.5+00");
        world.ledger().recordHealth(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fact", "quarantine", "health", "presence", "trip_correction", "station_version"})
    void whatWasRecordedIsNeverEdited(String table) {
        world.startAnew("S1", "S2", "S3");
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S3", "1 13:00 +3 B1");
        world.tell("S2", "1 12:30 +2 B1, 1 12:30 +2 B2");
        world.ledger().recordHealth(List.of(new HealthReading(S1, LATER, LATER, Map.of("temperatureCelsius", 20.0))));
        long rows = world.count(table);
        assertThat(rows).isPositive();
        String column = table.equals("trip_correction") ? "trip_id" : "station_id";
        for (String edit : List.of("UPDATE " + table + " SET " + column + " = 'S7'", "DELETE FROM " + table)) {
            assertThatThrownBy(() -> world.execute(edit)).hasStackTraceContaining("is append-only");
        }
        assertThat(world.count(table)).isEqualTo(rows);
    }

    private static Session born(String nonce, int journal) {
        return world.ledger().openSession(LedgerWorld.birthOf(S1, nonce, journal, 0, List.of()));
    }
}
