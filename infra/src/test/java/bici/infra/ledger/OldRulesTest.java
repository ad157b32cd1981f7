package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.report.Rebuild.Outcome;
import bici.fleet.report.TripExport.Selection;
import bici.fleet.report.TripExport.TripLayout;
import bici.fleet.store.PostgresRebuild;
import bici.fleet.store.PostgresTripExport;
import bici.infra.database.OldLayout;
import bici.infra.database.Rest;
import bici.infra.database.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A record of the version before clocks, docks and bikes became claims goes up. {@code old-record.copy} is what that version
 * stored: a station whose uptime wraps (W1), one where a docking was lost besides (W5), one whose calendar began anew in 2000
 * (C6), one whose dates are noise (N4), a bike in two docks of one station (D2) and of two (E1, E4), a gap that is never filled
 * (G4), and a ride without any fault (H1).
 */
class OldRulesTest {
    private static final String TRIPS = """
            SELECT concat_ws(' ', trip_id, to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'), '>', ending) FROM (
              SELECT trip_id, started_at, concat_ws(' ', end_station_id || '/' || end_dock,
                to_char(ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'), CASE WHEN repaired THEN 'repaired' END) AS ending
              FROM trip
              UNION ALL SELECT trip_id, started_at, state::text FROM open_trip) AS t ORDER BY trip_id""";

    /** With what was first judged of them: that stays with the fact. */
    private static final String REPORTED =
            "SELECT (to_jsonb(f) - 'earliest')::text FROM fact f WHERE journal > 0 ORDER BY 1";

    private static final String CORRECTIONS = """
            SELECT concat_ws(' ', trip_id, cause, to_char(was_started_at AT TIME ZONE 'UTC', 'YYYY HH24:MI'), '>',
              coalesce(was_end_fact, '-'), 'is', to_char(now_started_at AT TIME ZONE 'UTC', 'YYYY HH24:MI'), '>', now_end_fact)
            FROM trip_correction ORDER BY trip_id, correction_id""";

    /** As if earlier rules had judged a fact anew, since the last birth there is, to a time that does not follow any more. */
    private static final String JUDGED_BEFORE = """
            INSERT INTO fact_time (station_id, journal, sequence, epoch, at, time_quality)
            SELECT station_id, journal, sequence, (SELECT max(epoch) FROM birth WHERE birth.station_id = fact.station_id),
              at - interval '1 minute', 'unverified'
            FROM fact WHERE (station_id, journal, sequence) = ('H1', 1, 2) RETURNING station_id""";

    /** As if earlier rules had found what no rule of this version finds, and not what it finds. */
    private static final List<String> OTHERWISE = List.of(
            JUDGED_BEFORE,
            """
            INSERT INTO clock_segment SELECT station_id, journal, boot + 7, epoch, as_of, anchor_uptime_ms, anchor_at,
              uncertainty_us FROM clock_segment WHERE station_id = 'H1' RETURNING boot""",
            "INSERT INTO bike (bike_id, place) VALUES ('B99', 'missing') RETURNING bike_id",
            """
            INSERT INTO dock (station_id, dock, lock, journal, sequence, at) VALUES ('W1', 200, 'locked', 1, 1, now())
            RETURNING dock""",
            """
            INSERT INTO trip (trip_id, bike_id, started_at, start_station_id, start_dock, ended_at, end_station_id, end_dock,
              end_fact, cause, rider_id)
            SELECT 'N4.1.1', bike_id, '2026-03-02T12:10Z', 'N4', 1, ended_at, end_station_id, end_dock, end_fact, 'nobody', 'R6'
            FROM trip WHERE trip_id = 'H1.1.2' RETURNING trip_id""",
            """
            INSERT INTO charge (trip_id, kind, revision, rider_id, debit, credit, amount_cop, made_at)
            SELECT 'N4.1.1', kind, 1, 'R6', 'rider R6', credit, 700, made_at FROM charge WHERE trip_id = 'H1.1.2'
            RETURNING trip_id""",
            "DELETE FROM trip WHERE trip_id = 'N4.1.22' RETURNING trip_id",
            "UPDATE open_trip SET flag = 'doubtful' WHERE trip_id = 'G3.1.2' RETURNING trip_id");

    private static final String OWED = """
            SELECT concat_ws(' ', trip_id, account, sum(amount_cop)) FROM account_entry WHERE account LIKE 'rider %'
            GROUP BY trip_id, account HAVING sum(amount_cop) <> 0 ORDER BY trip_id""";

    private static final String UNKNOWN = """
            SELECT bike_id FROM bike WHERE fleet_from IS DISTINCT FROM '-infinity'
            UNION ALL SELECT station_id || '/' || dock FROM dock d WHERE NOT EXISTS (SELECT FROM installed_dock i
              WHERE (i.station_id, i.dock) = (d.station_id, d.dock))""";

    @Test
    void whatStandsFollowsByTheRulesOfThisVersionAndNothingThatWasReportedHasChanged() {
        try (TestDatabase database = TestDatabase.create();
                OldLayout old = OldLayout.filled(database, "039", "/old-record.copy")) {
            List<String> reported = old.texts(REPORTED);
            assertThat(reported).hasSizeGreaterThan(40);
            assertThat(old.texts(TRIPS))
                    .contains(
                            "C6.1.3 2000-01-01 08:30 > C7/5 2026-03-02 12:01",
                            "W2.1.2 2026-03-02 12:05 > riding",
                            "W6.1.2 2026-03-02 12:05 > riding");

            old.migrate();
            old.bringNewestRulesInForce();

            assertThat(old.texts(REPORTED)).isEqualTo(reported);
            assertThatThrownBy(() -> old.texts("DELETE FROM fact RETURNING station_id"))
                    .hasStackTraceContaining("is append-only");
            assertTripsAreRight(old);
            assertThat(exportedCorrections(old))
                    .contains(
                            "C7.1.2,2026-03-02 12:40:00,C7.1.3,2026-03-02 12:20:00,C6.1.2,,",
                            "W1.1.3,2026-03-02 12:00:00,W1.1.4,2026-03-02 13:10:00,W1.1.4,"
                                    + "2026-03-02 12:00:00,2026-03-02 12:20:00");
            List<String> owed = old.texts(OWED);
            assertThat(old.texts(UNKNOWN)).isEmpty();
            assertThat(old.texts("SELECT bike_id FROM bike WHERE place = 'missing' ORDER BY 1"))
                    .containsExactly("B7", "B8");
            assertThat(old.texts("SELECT station_id || ' ' || sequence FROM withdrawn_inference"))
                    .containsExactly("W5 1");
            old.bringNewestRulesInForce();
            assertThat(old.texts("SELECT rules FROM rules_in_force")).hasSize(1);

            int corrections = old.texts(CORRECTIONS).size();
            OTHERWISE.forEach(change -> assertThat(old.texts(change)).as(change).hasSize(1));
            assertThat(old.texts("DELETE FROM rules_in_force RETURNING rules")).hasSize(1);
            old.bringNewestRulesInForce();
            assertThat(old.texts(CORRECTIONS).size() - corrections).isEqualTo(3);
            assertThat(old.texts(CORRECTIONS))
                    .contains(
                            "G3.1.2 rules 2026 12:30 > - is 2026 12:30 >",
                            "N4.1.22 rules > - is 2026 12:40 > N4.1.23",
                            "N4.1.1 rules 2026 12:10 > H2.1.1 is >");
            assertThat(old.texts(OWED)).isEqualTo(owed);
            assertThat(old.texts("SELECT dock FROM unregistered_dock")).isEmpty();
            assertEverythingFollows(old);
        }
    }

    /** Without when they were recorded, which is now. */
    private static List<String> exportedCorrections(OldLayout old) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new PostgresTripExport(old.dataSource(), Clock.systemUTC())
                    .write(
                            new Selection(
                                    TripLayout.CORRECTIONS,
                                    ZoneOffset.UTC,
                                    Instant.EPOCH,
                                    Instant.parse("2100-01-01T00:00:00Z")),
                            out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst(",[^,]*", ""))
                .toList();
    }

    private static void assertTripsAreRight(OldLayout old) {
        assertThat(old.texts(TRIPS))
                .containsExactly(
                        "C6.1.3 2026-03-02 12:30 > C7/7 2026-03-02 12:40",
                        "C7.1.2 2026-03-02 12:10 > C6/6 2026-03-02 12:20",
                        "G3.1.2 2026-03-02 12:30 > riding",
                        "G4.1.1002 2026-03-02 12:05 > G3/6 2026-03-02 12:20",
                        "H1.1.2 2026-03-02 11:50 > H2/4 2026-03-02 12:25",
                        "N4.1.22 2026-03-02 12:40 > N4/4 2026-03-02 12:50",
                        "W1.1.3 2026-03-02 12:20 > W1/2 2026-03-02 13:10",
                        "W1.1.5 2026-03-02 13:25 > W2/3 2026-03-02 13:45",
                        "W2.1.2 2026-03-02 12:05 > W1/5 2026-03-02 12:15",
                        "W6.1.2 2026-03-02 12:05 > W5/3 2026-03-02 12:40 repaired");
        assertThat(old.texts(CORRECTIONS))
                .containsExactly(
                        "C6.1.3 rules 2000 08:30 > C7.1.1 is 2026 12:30 > C7.1.3",
                        "C7.1.2 rules 2026 12:10 > C7.1.3 is 2026 12:10 > C6.1.2",
                        "W1.1.3 rules 2026 12:00 > W1.1.4 is 2026 12:20 > W1.1.4",
                        "W1.1.5 rules 2026 12:00 > W2.1.3 is 2026 13:25 > W2.1.3",
                        "W2.1.2 rules 2026 12:05 > - is 2026 12:05 > W1.1.2",
                        "W6.1.2 rules 2026 12:05 > - is 2026 12:05 > W5.0.1");
        assertThat(old.texts(OWED))
                .containsExactly(
                        "C6.1.3 rider R3 1000",
                        "C7.1.2 rider R3 1000",
                        "G4.1.1002 rider R6 1000",
                        "H1.1.2 rider R5 1500",
                        "W1.1.3 rider R1 2000",
                        "W1.1.5 rider R1 1000",
                        "W2.1.2 rider R1 1000");
    }

    private static void assertEverythingFollows(OldLayout old) {
        assertThat(Rest.violations(old.dataSource())).isEmpty();
        try (TestDatabase beside = TestDatabase.create()) {
            Outcome outcome = new PostgresRebuild(old.dataSource(), beside.dataSource()).check((facts, of) -> {});
            assertThat(outcome.examples()).isEmpty();
            assertThat(outcome.differences()).isZero();
        }
    }
}
