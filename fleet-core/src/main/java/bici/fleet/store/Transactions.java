package bici.fleet.store;

import bici.fleet.dock.LedgerUnavailable;
import bici.fleet.ledger.Refused;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import javax.sql.DataSource;

/** Runs work in one transaction and tells passing faults of the database from refusals of its content. */
final class Transactions {
    /**
     * SQLSTATE classes that blame the content: data exceptions, broken constraints, limits of a statement. Any other fault
     * is of the database, and would be the same for good content: to be tried again, never to be set aside.
     */
    private static final Set<String> CONTENT = Set.of("22", "23", "54");

    private final DataSource dataSource;

    Transactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Work that may throw what JDBC throws. */
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /**
     * Commits what {@code work} did and answers its result.
     *
     * @throws LedgerUnavailable when the fault is not one of the content; an unknown commit counts as not done
     * @throws Refused when the database does not take the content
     */
    <T> T run(Work<T> work) {
        return read(connection -> {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        });
    }

    /**
     * As {@link #run}, for a single statement that only reads: it is its own transaction, which saves the way of a commit.
     */
    <T> T read(Work<T> question) {
        try (Connection connection = dataSource.getConnection()) {
            return question.in(connection);
        } catch (SQLException e) {
            throw translate(e);
        } catch (Jdbc.Fault e) {
            throw translate(e.sql());
        }
    }

    /** On a broken connection there is nothing left to take back; why it broke is what counts. */
    private static void rollback(Connection connection, Exception why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    private static RuntimeException translate(SQLException e) {
        String state = e.getSQLState();
        boolean content = !(e instanceof SQLTransientException)
                && state != null
                && state.length() == 5
                && CONTENT.contains(state.substring(0, 2));
        return content
                ? new Refused(String.valueOf(e.getMessage()), e)
                : new LedgerUnavailable("the database cannot be used now: " + e.getMessage(), e);
    }
}
