package bici.infra.bench.floor;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Plain tables of unlocks and of telemetry. Any thread. */
final class RawUnlocks {
    private final DataSource database;

    /** What of an unlock is kept. */
    enum Step {
        ASKED,
        OBEYED
    }

    /** A health message as it came. */
    record Reading(String station, String payload, Instant arrivedAt) {}

    RawUnlocks(DataSource database) {
        this.database = database;
    }

    /** In an empty database. */
    void create() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    FloorSql.CREATE_SCHEMA,
                    FloorSql.CREATE_RAW_UNLOCKS,
                    FloorSql.CREATE_RAW_READINGS,
                    FloorSql.MAKE_READINGS_HYPERTABLE)) {
                statement.execute(sql);
            }
        }
    }

    /** One row, committed when this returns. */
    void write(String id, Step step, String body) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(FloorSql.ADD_RAW_UNLOCK)) {
            insert.setString(1, id);
            insert.setString(2, step.name().toLowerCase(Locale.ROOT));
            insert.setString(3, body);
            insert.executeUpdate();
        }
    }

    /** In one transaction. Payloads hold no character that COPY escapes. */
    void copy(List<Reading> readings) throws SQLException, IOException {
        StringBuilder rows = new StringBuilder(readings.size() * 200);
        for (Reading reading : readings) {
            rows.append(reading.station())
                    .append('\t')
                    .append(reading.arrivedAt())
                    .append('\t')
                    .append(reading.payload())
                    .append('\n');
        }
        try (Connection connection = database.getConnection()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(FloorSql.COPY_RAW_READINGS, new StringReader(rows.toString()));
        }
    }
}
