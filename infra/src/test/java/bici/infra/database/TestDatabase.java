package bici.infra.database;

import bici.infra.machine.Progress;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A fresh database with the newest schema, on one embedded server that all tests of this JVM share. Migrations run once;
 * each database is a copy of the result (some tenths of a second). Thread-safe.
 */
public final class TestDatabase implements AutoCloseable {
    private static final String TEMPLATE = "migrated";
    private static final int POOL_SIZE = 8;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final DatabaseAddress address;
    private final HikariDataSource pool;

    private TestDatabase(DatabaseAddress address) {
        this.address = address;
        this.pool = Database.createPool(address, POOL_SIZE);
    }

    /** The shared server with its template; started by the first test that asks, stopped when the JVM ends. */
    private static final class Server {
        static final EmbeddedDatabase SHARED = start();

        private static EmbeddedDatabase start() {
            EmbeddedDatabase server = EmbeddedDatabase.startTemporary(Progress.onTerminal());
            server.createTemplate(TEMPLATE);
            return server;
        }
    }

    /** A new database with the newest schema and nothing in it. */
    public static TestDatabase create() {
        String name = "test_" + COUNT.incrementAndGet();
        return new TestDatabase(Server.SHARED.createDatabase(name, TEMPLATE));
    }

    /**
     * For a world that makes bikes up as it goes: each is registered when it is first told of, since ever, as if somebody had
     * taken it in before; but for those whose ids begin with XX, which nobody knows.
     */
    public TestDatabase knowingEveryBike() {
        change("CREATE FUNCTION register_what_is_met() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " NEW.fleet_from := coalesce(NEW.fleet_from, CASE WHEN NEW.bike_id NOT LIKE 'XX%' THEN '-infinity'::timestamptz END);"
                + " RETURN NEW; END $$");
        change("CREATE TRIGGER world_knows_every_bike BEFORE INSERT ON bike FOR EACH ROW"
                + " EXECUTE FUNCTION register_what_is_met()");
        return this;
    }

    public DataSource dataSource() {
        return pool;
    }

    /** For what opens connections of its own: a server under test, Flyway, psql. */
    public DatabaseAddress address() {
        return address;
    }

    /** For {@code --database-url}, with user and password. */
    public String url() {
        String place = address.jdbcUrl().substring("jdbc:postgresql://".length());
        return "postgresql://" + address.user() + ":" + address.password() + "@" + place;
    }

    /** Runs a statement on the server, not in this database; {@code %s} stands for this database's name. */
    public void execute(String sql) {
        execute(Server.SHARED.address(), sql.formatted(name()));
    }

    /** The first column of every row of a query in this database. */
    public List<String> texts(String sql, Object... parameters) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Runs a statement in this database. */
    public void change(String sql, Object... parameters) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private String name() {
        return address.jdbcUrl().substring(address.jdbcUrl().lastIndexOf('/') + 1);
    }

    /** Drops the database, also under connections that are still open. */
    @Override
    public void close() {
        pool.close();
        execute("DROP DATABASE %s WITH (FORCE)");
    }

    private static void execute(DatabaseAddress address, String sql) {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
