package bici.infra.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** What a database must be before anything is stored in it. */
final class Entrance {
    private static final String INSTALL = " Install it (https://docs.timescale.com, the Apache edition is enough) with"
            + " shared_preload_libraries = 'timescaledb', or use --data DIR for the embedded database,"
            + " or infra/compose/compose.yaml.";

    private Entrance() {}

    /** @throws DatabaseUnavailable when it cannot be reached, lacks TimescaleDB or may lose what it confirmed */
    static void check(DatabaseAddress address) {
        try (Connection connection = address.connect()) {
            requireExtension(connection, address);
            requireOn(connection, "fsync");
            requireOn(connection, "synchronous_commit");
            requireOn(connection, "full_page_writes");
        } catch (SQLException e) {
            throw new DatabaseUnavailable("The database " + address + " cannot be reached: " + e.getMessage(), e);
        }
    }

    static Optional<String> timescaleVersion(Connection connection) throws SQLException {
        return findText(connection, "SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'");
    }

    private static void requireExtension(Connection connection, DatabaseAddress address) throws SQLException {
        if (timescaleVersion(connection).isPresent()) {
            return;
        }
        if (findText(connection, "SELECT default_version FROM pg_available_extensions WHERE name = 'timescaledb'")
                .isEmpty()) {
            throw new DatabaseUnavailable("The database " + address + " has no TimescaleDB." + INSTALL);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS timescaledb");
        } catch (SQLException e) {
            throw new DatabaseUnavailable(
                    "The database " + address + " has TimescaleDB's files but cannot load it: " + e.getMessage() + "."
                            + INSTALL,
                    e);
        }
    }

    /** Weaker settings acknowledge facts that a power cut takes away. */
    private static void requireOn(Connection connection, String setting) throws SQLException {
        String value = findText(connection, "SELECT current_setting('" + setting + "')")
                .orElse("");
        if (value.equals("off")) {
            throw new DatabaseUnavailable(
                    "The database runs with " + setting + " = off and may lose what it confirmed; set it to on.");
        }
    }

    private static Optional<String> findText(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }
}
