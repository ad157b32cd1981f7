package bici.fleet.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Binds whole columns as array parameters of one statement, in order: what makes set-wise SQL readable from Java. */
final class Columns {
    private final Connection connection;
    private final PreparedStatement statement;
    private int next = 1;

    Columns(Connection connection, PreparedStatement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    /**
     * Statements that go to the database and back together; each still sees what those before it did, and what was committed
     * when its own turn came. Parameters are bound in order, {@link #nextResult} gets at the results after the first.
     */
    static String together(String... statements) {
        return String.join(";\n", statements);
    }

    /** The rows of the next of several statements; the one before has been read. */
    static ResultSet nextResult(PreparedStatement statement) throws SQLException {
        if (!statement.getMoreResults()) {
            throw new SQLException("no further result");
        }
        return statement.getResultSet();
    }

    Columns text(Collection<? extends @Nullable Object> values) throws SQLException {
        return array(
                "text",
                values.stream().map(v -> v == null ? null : v.toString()).toArray());
    }

    Columns integers(Collection<? extends @Nullable Number> values) throws SQLException {
        return array("int8", values.toArray());
    }

    Columns decimals(Collection<? extends @Nullable Double> values) throws SQLException {
        return array("float8", values.toArray());
    }

    Columns times(Collection<? extends @Nullable Instant> values) throws SQLException {
        return array(
                "timestamptz",
                values.stream().map(v -> v == null ? null : Times.text(v)).toArray());
    }

    Columns booleans(Collection<Boolean> values) throws SQLException {
        return array("bool", values.toArray());
    }

    Columns one(@Nullable Object value) throws SQLException {
        statement.setObject(next++, value instanceof Instant instant ? Times.parameter(instant) : value);
        return this;
    }

    private Columns array(String type, @Nullable Object[] values) throws SQLException {
        statement.setArray(next++, connection.createArrayOf(type, values));
        return this;
    }
}
