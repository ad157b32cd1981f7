package bici.fleet.store;

import bici.fleet.ledger.AvailabilityCounts;
import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Table {@code availability}. */
final class AvailabilityTable implements AvailabilityCounts {
    private final Connection connection;

    AvailabilityTable(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void add(List<Count> counts) {
        CopyText rows = new CopyText();
        counts.forEach(count -> rows.add(count.fact().station())
                .add(count.at())
                .add(count.fact().journal())
                .add(count.fact().sequence())
                .add(count.bikes())
                .endRow());
        Jdbc.run(() -> rows.send(connection, RecordSql.COPY_AVAILABILITY));
    }

    /** Where some facts came after their successors: rare, and the whole history. */
    @Override
    public Map<StationId, Integer> recount(Collection<StationId> stations) {
        return Jdbc.ask(() -> {
            update(RecordSql.DELETE_AVAILABILITY, stations);
            update(RecordSql.RECOUNT_AVAILABILITY, stations);
            Map<StationId, Integer> bikes = new TreeMap<>();
            try (PreparedStatement statement = connection.prepareStatement(RecordSql.COUNT_BIKES)) {
                new Columns(connection, statement).text(stations);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        bikes.put(new StationId(rows.getString("station_id")), rows.getInt("bikes"));
                    }
                }
            }
            return bikes;
        });
    }

    private void update(String sql, Collection<StationId> stations) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            new Columns(connection, statement).text(stations);
            statement.executeUpdate();
        }
    }
}
