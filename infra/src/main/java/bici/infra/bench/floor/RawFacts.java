package bici.infra.bench.floor;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** A plain hypertable of messages. One thread writes. */
final class RawFacts {
    private static final String SEQUENCE = "\"sequence\":";
    private static final String DEVICE_TIME = "\"deviceTimeMs\":";
    private static final String JOURNAL = "\"journal\":";

    private final DataSource database;

    /** One message of one fact, as it came. */
    record Message(String station, String payload, Instant arrivedAt) {}

    RawFacts(DataSource database) {
        this.database = database;
    }

    /** In an empty database. */
    void create() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    FloorSql.CREATE_SCHEMA, FloorSql.CREATE_RAW_FACTS, FloorSql.MAKE_HYPERTABLE, FloorSql.CREATE_KEY)) {
                statement.execute(sql);
            }
        }
    }

    /** In one transaction, committed when this returns. */
    void write(List<Message> messages) throws SQLException, IOException {
        StringBuilder rows = new StringBuilder(messages.size() * 300);
        for (Message message : messages) {
            rows.append(message.station())
                    .append('\t')
                    .append(number(message.payload(), JOURNAL))
                    .append('\t')
                    .append(number(message.payload(), SEQUENCE))
                    .append('\t')
                    .append(Instant.ofEpochMilli(number(message.payload(), DEVICE_TIME)))
                    .append('\t')
                    .append(message.arrivedAt())
                    .append('\t')
                    .append(message.payload())
                    .append('\n');
        }
        try (Connection connection = database.getConnection()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(FloorSql.COPY_RAW_FACTS, new StringReader(rows.toString()));
        }
    }

    /** What the key needs and nothing more is read: the payloads of this benchmark hold no character that COPY escapes. */
    private static long number(String payload, String name) {
        int from = payload.indexOf(name) + name.length();
        int to = from;
        while (Character.isDigit(payload.charAt(to))) {
            to++;
        }
        return Long.parseLong(payload, from, to, 10);
    }
}
