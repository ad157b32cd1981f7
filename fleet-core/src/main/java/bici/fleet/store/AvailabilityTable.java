package bici.fleet.store;

import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Table {@code availability}. */
final class AvailabilityTable {
    private final Connection connection;

    AvailabilityTable(Connection connection) {
        this.connection = connection;
    }

    void copy(CopyText rows) throws SQLException {
        rows.send(connection, RecordSql.COPY_AVAILABILITY);
    }

    /** Counts stations anew from their facts, where some came after their successors: rare, and the whole history. */
    void recount(Map<StationId, Cursor> cursors, List<StationId> stations) throws SQLException {
        if (stations.isEmpty()) {
            return;
        }
        update(RecordSql.DELETE_AVAILABILITY, stations);
        update(RecordSql.RECOUNT_AVAILABILITY, stations);
        try (PreparedStatement statement = connection.prepareStatement(RecordSql.COUNT_BIKES)) {
            new Columns(connection, statement).text(stations);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Cursor cursor = cursors.get(new StationId(rows.getString("station_id")));
                    if (cursor != null) {
                        cursor.recountBikes(rows.getInt("bikes"));
                    }
                }
            }
        }
    }

    private void update(String sql, List<StationId> stations) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            new Columns(connection, statement).text(stations);
            statement.executeUpdate();
        }
    }
}
