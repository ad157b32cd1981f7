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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A fresh database with the newest schema, on one embedded server that all tests of this JVM share. Migrations run once;
 * each database is a copy of the result (some tenths of a second), or one that was closed and is as new again. Thread-safe.
 */
public final class TestDatabase implements AutoCloseable {
    private static final int POOL_SIZE = 8;
    private static final AtomicInteger COUNT = new AtomicInteger();
    /** Bikes are registered when they are first told of, since ever, but for those whose ids begin with XX. */
    private static final List<String> REGISTER_WHAT_IS_MET = List.of(
            "CREATE FUNCTION register_what_is_met() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                    + " NEW.fleet_from := coalesce(NEW.fleet_from, CASE WHEN NEW.bike_id NOT LIKE 'XX%' THEN '-infinity'::timestamptz END);"
                    + " RETURN NEW; END $$",
            "CREATE TRIGGER world_knows_every_bike BEFORE INSERT ON bike FOR EACH ROW"
                    + " EXECUTE FUNCTION register_what_is_met()");

    private static final Map<Template, Queue<DatabaseAddress>> SPARE = new ConcurrentHashMap<>();

    private final Template template;
    private final DatabaseAddress address;
    private final HikariDataSource pool;
    private volatile boolean setOtherwise;

    private TestDatabase(Template template, DatabaseAddress address) {
        this.template = template;
        this.address = address;
        this.pool = Database.createPool(address, POOL_SIZE);
    }

    /** What databases are copied from. */
    private enum Template {
        MIGRATED,
        KNOWING_EVERY_BIKE;

        String database() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The shared server with its templates; started by the first test that asks, stopped when the JVM ends. */
    private static final class Server {
        private static final String SCHEMA = "newest_schema";
        static final EmbeddedDatabase SHARED = start();

        private static EmbeddedDatabase start() {
            EmbeddedDatabase server = EmbeddedDatabase.startTemporary(Progress.onTerminal());
            server.createTemplate(SCHEMA);
            Emptying.prepare(server.createDatabase(Template.MIGRATED.database(), SCHEMA));
            DatabaseAddress knowing =
                    server.createDatabase(Template.KNOWING_EVERY_BIKE.database(), Template.MIGRATED.database());
            REGISTER_WHAT_IS_MET.forEach(sql -> TestDatabase.execute(knowing, sql));
            Emptying.takeForFirst(knowing);
            return server;
        }
    }

    /** A new database with the newest schema and nothing in it. */
    public static TestDatabase create() {
        return create(Template.MIGRATED);
    }

    /**
     * For a world that makes bikes up as it goes: each is registered when it is first told of, since ever, as if somebody had
     * taken it in before; but for those whose ids begin with XX, which nobody knows.
     */
    public static TestDatabase createKnowingEveryBike() {
        return create(Template.KNOWING_EVERY_BIKE);
    }

    private static TestDatabase create(Template template) {
        EmbeddedDatabase server = Server.SHARED;
        return new TestDatabase(
                template,
                Optional.ofNullable(spare(template).poll())
                        .orElseGet(
                                () -> server.createDatabase("test_" + COUNT.incrementAndGet(), template.database())));
    }

    private static Queue<DatabaseAddress> spare(Template template) {
        return SPARE.computeIfAbsent(template, t -> new ConcurrentLinkedQueue<>());
    }

    /** Makes it as new, for a test that goes through one world after the other. */
    public void empty() {
        change(Emptying.EMPTY);
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
        setOtherwise = true;
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

    /** Somebody else gets it as new; where that cannot be, it is dropped, also under connections that are still open. */
    @Override
    public void close() {
        pool.close();
        if (!setOtherwise && Emptying.empty(address)) {
            spare(template).add(address);
        } else {
            execute("DROP DATABASE %s WITH (FORCE)");
        }
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
