package bici.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {
    @Test
    void eachTestDatabaseHasTimescaleAndSeesNothingOfAnother() throws SQLException {
        try (TestDatabase one = TestDatabase.create();
                TestDatabase other = TestDatabase.create()) {
            run(one, "CREATE TABLE only_here (time timestamptz NOT NULL, value int)");
            run(one, "SELECT create_hypertable('only_here', by_range('time'))");
            run(one, "INSERT INTO only_here VALUES ('2026-01-01T00:00:00Z', 7)");

            assertThat(
                            text(
                                    one,
                                    "SELECT count(*) FROM timescaledb_information.hypertables WHERE hypertable_name = 'only_here'"))
                    .isEqualTo("1");
            assertThat(text(one, "SELECT time_bucket('1 day', time)::text FROM only_here"))
                    .isEqualTo("2026-01-01 00:00:00+00");
            assertThat(text(other, "SELECT count(*) FROM pg_tables WHERE tablename = 'only_here'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void aClosedOneIsHandedOutAgainAsNew() throws SQLException {
        List<String> before;
        String address;
        try (TestDatabase used = TestDatabase.createKnowingEveryBike()) {
            before = contents(used);
            address = used.url();
            run(used, "INSERT INTO station (station_id, name, capacity, created_at) VALUES ('S1', 'Uno', 4, now())");
            run(used, "INSERT INTO bike (bike_id, place, since) VALUES ('B1', 'missing', now())");
            run(used, "INSERT INTO tariff VALUES ('2026-01-01T00:00:00Z', 'prueba', 1000, 1800, 600, 500)");
            run(used, "SELECT nextval('arrival')");
            assertThat(contents(used)).isNotEqualTo(before);
            assertThat(text(used, "SELECT count(*) FROM printed_code WHERE bike_id = 'B1'"))
                    .isEqualTo("1");
        }
        try (TestDatabase again = TestDatabase.createKnowingEveryBike()) {
            assertThat(again.url()).isEqualTo(address);
            assertThat(contents(again)).isEqualTo(before);
        }
    }

    @Test
    void oneWhoseSchemaWasChangedOrThatSomebodyStillUsesIsNotHandedOutAgain() throws SQLException {
        List<String> addresses = new ArrayList<>();
        TestDatabase changed = TestDatabase.create();
        addresses.add(changed.url());
        run(changed, "DROP TRIGGER fact_append_only ON fact");
        TestDatabase set = TestDatabase.create();
        addresses.add(set.url());
        set.execute("ALTER DATABASE %s CONNECTION LIMIT 7");
        TestDatabase used = TestDatabase.create();
        addresses.add(used.url());
        changed.close();
        set.close();
        try (Connection left = used.address().connect()) {
            used.close();
            assertThat(left.isValid(1)).isFalse();
        }
        try (TestDatabase next = TestDatabase.create()) {
            assertThat(addresses).doesNotContain(next.url());
        }
    }

    /** All rows and where all sequences are. */
    private static List<String> contents(TestDatabase database) {
        List<String> contents =
                new ArrayList<>(database.texts("SELECT concat(sequencename, ' ', last_value) FROM pg_sequences"
                        + " WHERE schemaname = 'public' ORDER BY 1"));
        for (String table : database.texts("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")) {
            contents.addAll(
                    database.texts("SELECT concat('" + table + " ', row) FROM " + table + " AS row ORDER BY 1"));
        }
        return contents;
    }

    private static void run(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
