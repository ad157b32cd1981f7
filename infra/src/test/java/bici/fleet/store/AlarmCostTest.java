package bici.fleet.store;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.operations.Alarms;
import bici.infra.database.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Alarms of a large city are read without reading the city. */
class AlarmCostTest {
    private static final List<String> CITY = List.of(
            "INSERT INTO station SELECT 'S' || n, 'S' || n, 7.1, -73.1, 32, NULL, now() FROM generate_series(1, 2500) n",
            "INSERT INTO station_state (station_id, since, epoch, online) SELECT 'S' || n, now(), 1, n % 100 <> 0"
                    + " FROM generate_series(1, 2500) n",
            "ALTER TABLE dock DISABLE TRIGGER USER",
            "INSERT INTO dock SELECT 'S' || n / 32 + 1, n % 32 + 1, CASE n % 2 WHEN 0 THEN 'B' || n END, 'locked',"
                    + " CASE n % 4000 WHEN 0 THEN 'motor-stall' END, 1, 1, now() FROM generate_series(0, 79999) n",
            "INSERT INTO fact (station_id, journal, sequence, device_time, at, time_quality, arrived_at, uptime_ms, boot, clock,"
                    + " offline, kind, dock, bike_id, flag) SELECT 'S' || n % 2500 + 1, 1, n / 2500 + 1,"
                    + " now() - n * interval '4 s', now() - n * interval '4 s', 'device', now() - n * interval '4 s', n, 1,"
                    + " 'synced', false, CASE n % 2000 WHEN 7 THEN 'tamper'::fact_kind ELSE 'bike-docked' END,"
                    + " n % 31 + 1, 'B' || n % 40000, CASE n % 10000 WHEN 9 THEN 'proof-failed' END"
                    + " FROM generate_series(0, 299999) n",
            "INSERT INTO trip (trip_id, bike_id, started_at, start_station_id, start_dock, ended_at, end_station_id, end_dock,"
                    + " end_fact, cause) SELECT 'S1.1.' || n, 'B' || n % 40000, now() - n * interval '8 s', 'S1', 1,"
                    + " now() - n * interval '8 s', 'S1', 1, 'S1.1.' || n + 1, 'nobody' FROM generate_series(0, 99999) n",
            "INSERT INTO quarantine (station_id, arrived_at, reason, detail, payload) SELECT 'S' || n % 50 + 1,"
                    + " now() - n * interval '30 s', 'malformed-json', '', '' FROM generate_series(0, 49999) n",
            "INSERT INTO station_reading SELECT 'S' || n % 2500 + 1, 'value' || n / 2500, n, now(), 0, 0, NULL"
                    + " FROM generate_series(0, 24999) n",
            "INSERT INTO station_reading SELECT 'S' || n, 'doorOpen', 1, now(), 1, n, now() FROM generate_series(1, 5) n",
            "INSERT INTO rider VALUES ('r1', '\\x01', '\\x01', NULL, now())",
            "INSERT INTO rider_report SELECT 'x' || n, 'r1', 'k' || n, 'lost', NULL, NULL, NULL, NULL, '', now() - interval '2 d',"
                    + " CASE WHEN n < 5 THEN 'open' ELSE 'confirmed' END::report_state, now() - interval '1 d'"
                    + " FROM generate_series(0, 19999) n",
            "INSERT INTO station_journal SELECT 'S' || n, 1, '{[1,121)}', '{}' FROM generate_series(1, 2500) n",
            "UPDATE station_journal SET gap_from = 5, gap_to = 9, gap_since = now() - interval '2 d' WHERE station_id = 'S7'",
            "INSERT INTO birth (station_id, epoch, nonce, journal, boot, as_of, waiting, device_time, uptime_ms, at, arrived_at,"
                    + " reconciled_at) SELECT 'S' || n % 2500 + 1, n / 2500 + 1, 'n', 1, 1, 9, 0, now(), 1, now(),"
                    + " now() - interval '2 d', CASE WHEN n > 3 THEN now() END FROM generate_series(0, 24999) n",
            "INSERT INTO command (command_id, kind, station_id, dock, bike_id, rider_id, idempotency_key, epoch, state,"
                    + " requested_at, deadline, sent_at, ended_at, released_at) SELECT 'c' || n, 'unlock', 'S1', 1, 'B1', 'r1',"
                    + " 'k' || n, 1, CASE WHEN n < 3 THEN 'unknown' ELSE 'done' END::command_state, now() - interval '2 d',"
                    + " now() - interval '1 d', now() - interval '2 d', CASE WHEN n > 2 THEN now() END, now()"
                    + " FROM generate_series(0, 24999) n",
            "INSERT INTO bike (bike_id, place, trip_id, since, last_fact, last_at, fleet_from) SELECT 'B' || n,"
                    + " CASE WHEN n < 9 THEN 'missing' ELSE 'trip' END::bike_place, CASE WHEN n > 8 THEN 'S1.1.' || n END,"
                    + " now() - interval '2 d', 'S1.1.' || n, now() - interval '2 d',"
                    + " CASE WHEN n <= 20000 THEN '-infinity'::timestamptz END FROM generate_series(1, 40000) n",
            "ANALYZE");

    @Test
    void noTableThatGrowsIsReadWhole() throws SQLException {
        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : CITY) {
                statement.execute(sql);
            }
            List<Long> times = new ArrayList<>();
            Alarms alarms = new PostgresAlarms(database.dataSource());
            int standing = 0;
            for (int i = 0; i < 15; i++) {
                long begun = System.nanoTime();
                standing = alarms.listAlarms(Clock.systemUTC().instant()).size();
                times.add((System.nanoTime() - begun) / 1_000_000);
            }
            Collections.sort(times);
            System.out.printf(
                    "alarms: stations=2500 docks=80000 facts=300000 standing=%d p50_ms=%d%n",
                    standing, times.get(times.size() / 2));
            assertThat(standing).isGreaterThan(50);
            assertThat(plan(connection))
                    .isNotEmpty()
                    .noneMatch(line -> line.matches(
                            ".*Seq Scan on ((dock|bike|birth|command|trip|quarantine|rider_report) |_hyper_).*"));
        }
    }

    private static List<String> plan(Connection connection) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + AlarmSql.LIST)) {
            Instant now = Clock.systemUTC().instant();
            List<Instant> times = PostgresAlarms.limits(now);
            for (int i = 0; i < times.size(); i++) {
                explain.setTimestamp(i + 1, Timestamp.from(times.get(i)));
            }
            explain.setInt(times.size() + 1, Alarms.MAX);
            List<String> lines = new ArrayList<>();
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return lines;
        }
    }
}
