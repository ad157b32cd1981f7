package bici.infra.replay;

import java.sql.SQLException;
import javax.sql.DataSource;

/** One word for all trip ids: equal after two replays means the same ids. */
final class TripIds {
    private static final String DIGEST = """
            SELECT coalesce(encode(sha256(convert_to(string_agg(trip_id, ' ' ORDER BY trip_id), 'UTF8')), 'hex'), '')
            FROM trip""";

    private TripIds() {}

    static String digest(DataSource dataSource) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(DIGEST)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the trips cannot be read: " + e.getMessage(), e);
        }
    }
}
