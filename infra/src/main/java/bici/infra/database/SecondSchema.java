package bici.infra.database;

import bici.infra.machine.ExitActions;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The newest schema, empty, beside the one that stands: for what is computed anew. One at a time in a database; dropped
 * when it is closed, at the program's exit at the latest, and what a killed program left is dropped by the next.
 */
public final class SecondSchema implements AutoCloseable {
    /** Also the advisory lock's name. */
    static final String NAME = "bici_rebuild";

    private static final int POOL_SIZE = 2;

    private final Connection guard;
    private final HikariDataSource pool;
    private final ExitActions.Registration atExit;
    private boolean closed;

    private SecondSchema(Connection guard, HikariDataSource pool) {
        this.guard = guard;
        this.pool = pool;
        this.atExit = ExitActions.onExit(this);
    }

    /**
     * Makes it.
     *
     * @throws DatabaseUnavailable when another program has one in this database, or none can be made
     */
    public static SecondSchema open(DatabaseAddress address) {
        try {
            Connection guard = address.connect();
            try {
                if (!isTrue(guard, "SELECT pg_try_advisory_lock(hashtext('" + NAME + "'))")) {
                    throw new DatabaseUnavailable("Another rebuild is running on this database; wait for it.");
                }
                drop(guard);
                execute(guard, "CREATE SCHEMA " + NAME);
                try (HikariDataSource migrating = Database.createPool(address, POOL_SIZE)) {
                    Schema.migrate(migrating, NAME);
                }
                return new SecondSchema(guard, Database.createPool(address, POOL_SIZE, NAME));
            } catch (SQLException | RuntimeException e) {
                guard.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailable("A second schema could not be made: " + e.getMessage(), e);
        }
    }

    /** Connections that see this schema and no other, and do not wait for the disk: all of it can be made again. */
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        pool.close();
        try (guard) {
            drop(guard);
        } catch (SQLException e) {
            throw new DatabaseUnavailable("The second schema " + NAME + " could not be dropped: " + e.getMessage(), e);
        } finally {
            atExit.forget();
        }
    }

    /** Table by table: a hypertable has a lock for each of its chunks, and one transaction only so many. */
    private static void drop(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                        + " WHERE schemaname = '" + NAME + "'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        for (String table : tables) {
            execute(connection, "DROP TABLE IF EXISTS " + table + " CASCADE");
        }
        execute(connection, "DROP SCHEMA IF EXISTS " + NAME + " CASCADE");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean isTrue(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
