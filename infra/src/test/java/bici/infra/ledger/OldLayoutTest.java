package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.Birth.Lock;
import bici.fleet.dock.Cause;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Stamp;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.report.Rebuild.Outcome;
import bici.fleet.store.PostgresRebuild;
import bici.fleet.store.PostgresStationLedger;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import bici.infra.database.DatabaseUnavailable;
import bici.infra.database.OldLayout;
import bici.infra.database.Rest;
import bici.infra.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A record that was laid out by stations' times is laid out anew, row by row as it was, however often that is cut short. */
class OldLayoutTest {
    private static final int WEEKS = 60;
    private static final StationId SCATTERED = new StationId("S9");
    private static final List<String> TABLES = List.of("fact", "trip", "availability");

    @Test
    void everyRowIsAsItWasHoweverOftenTheMoveWasCutShort() throws SQLException {
        try (TestDatabase database = TestDatabase.createKnowingEveryBike();
                OldLayout old = new OldLayout(database)) {
            fill(database, old);
            List<String> before = rows(old);
            assertThat(before).hasSizeGreaterThan(300);
            assertThat(old.texts("SELECT count(*) >= " + WEEKS + " FROM show_chunks('fact')"))
                    .containsExactly("t");
            String trip = plantTripTwice(old);

            old.makeTables();
            failInTheMiddle(old);
            assertThat(cutShortUntilDone(old)).isGreaterThanOrEqualTo(4);

            assertThat(rows(old)).isEqualTo(before);
            assertThat(old.texts("SELECT count(*) FROM show_chunks('fact')")).containsExactly("1");
            assertThat(old.texts("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"))
                    .contains("fact")
                    .doesNotContain("fact_by_device_time", "trip_by_start", "availability_by_time", "relocation");
            assertThat(old.texts(
                            "SELECT k.was_end_fact FROM trip_correction k JOIN trip t USING (trip_id) WHERE trip_id = '"
                                    + trip + "' AND (k.now_end_fact, k.now_ended_at) = (t.end_fact, t.ended_at)"))
                    .containsExactly("S1.1.1");
            assertEverythingKnownIsRegistered(old);
            goesOn(old);
            assertThat(Rest.violations(old.dataSource())).isEmpty();
            try (TestDatabase beside = TestDatabase.create()) {
                Outcome outcome = new PostgresRebuild(old.dataSource(), beside.dataSource()).check((facts, of) -> {});
                assertThat(outcome.examples()).isEmpty();
            }
        }
    }

    /** Since ever, and capacities are the docks that there are. */
    private static void assertEverythingKnownIsRegistered(OldLayout old) throws SQLException {
        assertThat(old.texts("SELECT DISTINCT fleet_from::text FROM bike")).containsExactly("-infinity");
        assertThat(old.texts("SELECT count(*) FROM bike_registration"))
                .isEqualTo(old.texts("SELECT count(*) FROM bike"));
        assertThat(old.texts("SELECT station_id, dock FROM dock EXCEPT SELECT station_id, dock FROM installed_dock"))
                .isEmpty();
        assertThat(old.texts("SELECT station_id FROM station s WHERE capacity <> (SELECT count(*) FROM installed_dock i"
                        + " WHERE i.station_id = s.station_id)"))
                .isEmpty();
    }

    /**
     * The old key of trips held their start, so one could be there with two: here once more as it was before its removal had
     * another time, and once more as it was before its end was known, which an early fact ended.
     */
    private static String plantTripTwice(OldLayout old) throws SQLException {
        String trip = old.texts("SELECT trip_id FROM trip WHERE trip_id LIKE 'S2.1.%' ORDER BY started_at DESC LIMIT 1")
                .getFirst();
        List<String> columns = old.texts(
                "SELECT attname FROM pg_attribute WHERE attrelid = 'trip'::regclass AND attnum > 0 AND NOT attisdropped"
                        + " ORDER BY attnum");
        for (String changed : List.of("started_at|started_at - interval '70 days'", "end_fact|'S1.1.1'")) {
            String[] change = changed.split("\\|", -1);
            String values = columns.stream()
                    .map(c -> c.equals(change[0]) ? change[1] : c)
                    .map(c -> c.equals("started_at") ? "started_at - interval '1 ms'" : c)
                    .collect(Collectors.joining(", "));
            execute(
                    old,
                    "INSERT INTO trip (" + String.join(", ", columns) + ") SELECT " + values
                            + " FROM trip WHERE trip_id = '" + trip + "' ORDER BY started_at DESC LIMIT 1");
        }
        return trip;
    }

    private static void failInTheMiddle(OldLayout old) throws SQLException {
        execute(old, "ALTER TABLE fact ADD CONSTRAINT cut_short CHECK (NOT (station_id = 'S4' AND sequence = 9))");
        assertThatThrownBy(old::migrate).isInstanceOf(DatabaseUnavailable.class).hasStackTraceContaining("cut_short");
        assertThat(old.texts("SELECT moved > 0 AND next_page > 0 FROM relocation WHERE table_name = 'fact'"))
                .containsExactly("t");
        execute(old, "ALTER TABLE fact DROP CONSTRAINT cut_short");
    }

    /** Each time the program gets further before it is killed, now before a commit, now after one. */
    private static int cutShortUntilDone(OldLayout old) {
        int cuts = 0;
        while (true) {
            int[] left = {1 + 5 * cuts * cuts};
            try {
                old.migrate(() -> {
                    if (--left[0] == 0) {
                        old.cutConnections();
                    }
                });
                return cuts;
            } catch (DatabaseUnavailable e) {
                if (left[0] > 0) {
                    throw e;
                }
                cuts++;
            }
        }
    }

    /** A played city, a station whose dates are noise, and a bike in two docks. */
    private static void fill(TestDatabase database, OldLayout old) throws SQLException {
        PlayedCity city = PlayedCity.play(9, 4, 12, 60);
        List<StationId> stations = new ArrayList<>(city.journals().keySet());
        stations.add(SCATTERED);
        new PostgresStationRegister(database.dataSource(), Clock.systemUTC())
                .put(stations.stream()
                        .map(s -> new Station(s, "Estación " + s, Optional.empty(), 12))
                        .toList());
        PostgresStationLedger ledger = ledger(database.dataSource());
        city.journals().keySet().forEach(station -> ledger.openSession(LedgerWorld.firstBirthOf(station)));
        // It wrote all of them down before it first connected, so that its dates are believed.
        ledger.openSession(LedgerWorld.birthOf(SCATTERED, "first", 1, WEEKS + 1L, List.of()));
        city.journals().forEach((station, facts) -> ledger.record(List.of(LedgerWorld.delivery(station, facts))));
        List<Fact> scattered = new ArrayList<>();
        for (int week = 0; week < WEEKS; week++) {
            scattered.add(
                    scattered(week + 1L, Instant.parse("2010-01-01T00:00:00Z").plus(Duration.ofDays(8L * week))));
        }
        ledger.record(List.of(LedgerWorld.delivery(SCATTERED, scattered)));
        long last =
                Objects.requireNonNull(city.journals().get(new StationId("S1"))).size();
        ledger.openSession(birth("two", last, Optional.of(new BikeId("B88"))));
        ledger.openSession(birth("none", last, Optional.empty()));
        old.fill();
    }

    private static PostgresStationLedger ledger(DataSource dataSource) {
        return new PostgresStationLedger(dataSource, (card, version, proof) -> true);
    }

    /** Of a boot that never connected, so that its clock is believed. */
    private static Fact scattered(long sequence, Instant at) {
        Stamp stamp = new Stamp(at, Duration.ofHours(1), 7, Stamp.ClockQuality.HELD, true);
        BikeId bike = new BikeId("B90");
        Event event = sequence % 2 == 1
                ? new Event.BikeDocked(1, bike)
                : new Event.BikeRemoved(1, bike, new Cause.ByNobody());
        return new Fact(new FactId(SCATTERED, 1, sequence), stamp, event);
    }

    private static Birth birth(String nonce, long asOf, Optional<BikeId> bike) {
        return LedgerWorld.birthOf(
                new StationId("S1"),
                nonce,
                1,
                asOf,
                List.of(
                        new DockReading(11, bike, Lock.LOCKED, Optional.empty()),
                        new DockReading(12, bike, Lock.LOCKED, Optional.empty())));
    }

    /** What comes next is recorded as ever: a late fact, one that was told before, one that ends a trip. */
    private static void goesOn(OldLayout old) {
        List<Fact> known =
                Objects.requireNonNull(PlayedCity.play(9, 4, 12, 60).journals().get(new StationId("S2")));
        var receipts = ledger(old.dataSource())
                .record(List.of(
                        LedgerWorld.delivery(new StationId("S2"), known),
                        LedgerWorld.delivery(
                                SCATTERED, List.of(scattered(WEEKS + 1L, Instant.parse("2012-01-01T00:00:00Z"))))));
        assertThat(receipts.getFirst().duplicates()).isEqualTo(known.size());
        assertThat(receipts.getLast().recorded()).isEqualTo(1);
    }

    private static List<String> rows(OldLayout old) throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : TABLES) {
            // The old layout knows neither the bounds of a fact's time nor which times are estimates.
            rows.addAll(old.texts("SELECT '" + table + ' '
                    + "' || (to_jsonb(t) - 'earliest' - 'start_estimated' - 'end_estimated')::text" + " FROM "
                    + table + " AS t ORDER BY 1"));
        }
        return rows;
    }

    private static void execute(OldLayout old, String sql) throws SQLException {
        try (Connection connection = old.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
