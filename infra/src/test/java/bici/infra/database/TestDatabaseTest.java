package bici.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
