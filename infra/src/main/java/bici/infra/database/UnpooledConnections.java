package bici.infra.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** A new connection each time, which speaks UTC as those of the pool do. */
final class UnpooledConnections extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;

    UnpooledConnections(DatabaseAddress address) {
        setUrl(address.jdbcUrl());
        if (!address.user().isEmpty()) {
            setUser(address.user());
        }
        if (!address.password().isEmpty()) {
            setPassword(address.password());
        }
        setApplicationName("bici");
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
