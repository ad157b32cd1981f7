package bici.fleet.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Instants as PostgreSQL wants and gives them: {@code timestamptz}, UTC, microseconds. */
final class Times {
    private Times() {}

    static String text(Instant instant) {
        return instant.toString();
    }

    static OffsetDateTime parameter(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant get(ResultSet rows, String column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** An array without nulls. */
    static List<Instant> list(ResultSet rows, String column) throws SQLException {
        List<Instant> times = new ArrayList<>();
        try (ResultSet elements = rows.getArray(column).getResultSet()) {
            while (elements.next()) {
                times.add(elements.getObject(2, OffsetDateTime.class).toInstant());
            }
        }
        return times;
    }

    static Optional<Instant> find(ResultSet rows, String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
