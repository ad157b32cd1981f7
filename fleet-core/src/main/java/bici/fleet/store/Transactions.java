package bici.fleet.store;

import bici.fleet.dock.LedgerUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import javax.sql.DataSource;

/** Runs work in one transaction and tells passing faults of the database from refusals of its content. */
final class Transactions {
    /** SQLSTATE classes that pass: connection, rollback (deadlock, serialisation), resources, operator, system. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57", "58");

    private final DataSource dataSource;

    Transactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Work that may throw what JDBC throws. */
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** The database refused the content of a transaction: trying the same again would fail again. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * Commits what {@code work} did and answers its result.
     *
     * @throws LedgerUnavailable when the fault is a passing one; an unknown commit counts as not done
     * @throws Refused when the database does not take the content
     */
    <T> T run(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                T result = work.in(connection);
                connection.commit();
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    rollback(connection);
                }
            }
        } catch (SQLException e) {
            throw translate(e);
        }
    }

    private static void rollback(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
        }
    }

    private static RuntimeException translate(SQLException e) {
        String state = e.getSQLState();
        boolean passing = e instanceof SQLTransientException
                || state == null
                || state.length() < 2
                || PASSING.contains(state.substring(0, 2));
        return passing
                ? new LedgerUnavailable("the database cannot be used now: " + e.getMessage(), e)
                : new Refused(e);
    }
}
