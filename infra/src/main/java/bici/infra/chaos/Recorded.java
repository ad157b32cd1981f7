package bici.infra.chaos;

import bici.infra.command.CommandFailed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What the database knows.
 *
 * @param facts what stations told, content by id
 * @param commands by id
 */
record Recorded(
        Map<String, String> facts,
        List<Trip> trips,
        Map<String, Command> commands,
        long repeatedFacts,
        long quarantined) {

    /**
     * A trip; its end is {@code -} while there is none.
     *
     * @param unsure says itself that its times or its end are not known well
     */
    record Trip(String id, String began, String ended, String endFact, String rider, boolean unsure) {}

    /**
     * A command.
     *
     * @param wish rider and idempotency key together
     */
    record Command(String id, String state, String wish, String key, String rider, long deadlineMs, String trip) {}

    static Recorded read(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            Map<String, String> facts = new HashMap<>();
            try (ResultSet row = statement.executeQuery(ChaosSql.FACTS)) {
                while (row.next()) {
                    String content = row.getString("kind")
                            + ' '
                            + row.getInt("dock")
                            + ' '
                            + row.getString("bike")
                            + ' '
                            + row.getString("cause")
                            + ' '
                            + row.getString("cause_id");
                    facts.put(row.getString("fact"), content);
                }
            }
            List<Trip> trips = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(ChaosSql.TRIPS)) {
                while (row.next()) {
                    trips.add(new Trip(
                            row.getString("trip_id"),
                            row.getString("began"),
                            row.getString("ended"),
                            row.getString("end_fact"),
                            row.getString("rider"),
                            row.getBoolean("unsure")));
                }
            }
            return new Recorded(
                    facts,
                    trips,
                    commands(statement),
                    count(statement, ChaosSql.REPEATED),
                    count(statement, ChaosSql.QUARANTINED));
        } catch (SQLException e) {
            throw new CommandFailed("the database cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, Command> commands(Statement statement) throws SQLException {
        Map<String, Command> commands = new HashMap<>();
        try (ResultSet row = statement.executeQuery(ChaosSql.COMMANDS)) {
            while (row.next()) {
                Command command = new Command(
                        row.getString("command_id"),
                        row.getString("state"),
                        row.getString("wish"),
                        row.getString("idempotency_key"),
                        row.getString("rider"),
                        row.getTimestamp("deadline").getTime(),
                        row.getString("trip_id"));
                commands.put(command.id(), command);
            }
        }
        return commands;
    }

    static long countUndecided(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            return count(statement, ChaosSql.UNDECIDED);
        } catch (SQLException e) {
            throw new CommandFailed("the database cannot be read: " + e.getMessage(), e);
        }
    }

    private static long count(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
