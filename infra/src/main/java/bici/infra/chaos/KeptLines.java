package bici.infra.chaos;

import bici.infra.command.CommandFailed;
import bici.infra.history.HistoryLine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** What a database at rest holds, as the end of a history. */
final class KeptLines {
    private KeptLines() {}

    /** @param unsure trips that say themselves that their end may not be that of their facts */
    static void read(DataSource dataSource, Set<String> unsure, Consumer<HistoryLine> lines) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            read(statement, ChaosSql.KEPT_COMMANDS, KeptLines::command, lines);
            read(statement, ChaosSql.KEPT_FACTS, KeptLines::fact, lines);
            read(statement, ChaosSql.KEPT_TRIPS, row -> trip(row, unsure), lines);
        } catch (SQLException e) {
            throw new CommandFailed("the database cannot be read: " + e.getMessage(), e);
        }
    }

    private interface Reader {
        HistoryLine read(ResultSet row) throws SQLException;
    }

    private static void read(Statement statement, String sql, Reader reader, Consumer<HistoryLine> lines)
            throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                lines.accept(reader.read(row));
            }
        }
    }

    private static HistoryLine command(ResultSet row) throws SQLException {
        return new HistoryLine.CommandKept(
                row.getString("command_id"),
                row.getString("rider_id"),
                row.getString("idempotency_key"),
                row.getString("bike_id"),
                row.getInt("dock"),
                row.getLong("epoch"),
                row.getTimestamp("requested_at").getTime(),
                row.getTimestamp("deadline").getTime());
    }

    private static HistoryLine fact(ResultSet row) throws SQLException {
        return new HistoryLine.FactKept(row.getString("fact"), row.getBoolean("inferred"));
    }

    private static HistoryLine trip(ResultSet row, Set<String> unsure) throws SQLException {
        String trip = row.getString("trip_id");
        return new HistoryLine.TripKept(
                trip,
                row.getString("rider"),
                row.getString("bike_id"),
                row.getBoolean("ruled") || unsure.contains(trip),
                row.getString("end_fact"));
    }
}
