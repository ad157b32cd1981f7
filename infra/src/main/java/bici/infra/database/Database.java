package bici.infra.database;

import bici.infra.machine.ExitActions;
import bici.infra.machine.Progress;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A database ready for use: reached, with TimescaleDB, safe settings and the newest schema, behind a pool. Thread-safe.
 */
public final class Database implements AutoCloseable {
    /** Enough for two cores with some waiting on disk; the embedded server takes 50 in all. */
    public static final int POOL_SIZE = 24;

    /** Whoever asks while the database is away is told so within a second. */
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private final HikariDataSource pool;
    private final DatabaseAddress address;
    private final Optional<EmbeddedDatabase> embedded;
    private boolean closed;
    private final ExitActions.Registration atExit;

    private Database(HikariDataSource pool, DatabaseAddress address, Optional<EmbeddedDatabase> embedded) {
        this.pool = pool;
        this.address = address;
        this.embedded = embedded;
        this.atExit = ExitActions.onExit(this);
    }

    /**
     * Starts the server if it is an embedded one, checks it, migrates the schema, opens the pool. Closed at the
     * program's exit if not before.
     *
     * @throws DatabaseUnavailable when it cannot be reached or is refused; the message says what to do
     */
    public static Database open(DatabaseSource source, Progress progress) {
        return open(source, progress, PATIENCE);
    }

    /**
     * As {@link #open(DatabaseSource, Progress)}.
     *
     * @param patience how long one waits for a connection before it is told that the database is away
     */
    public static Database open(DatabaseSource source, Progress progress, Duration patience) {
        return switch (source) {
            case DatabaseSource.Folder kept -> openEmbedded(EmbeddedDatabase.start(kept.folder(), progress), patience);
            case DatabaseSource.Temporary none -> openEmbedded(EmbeddedDatabase.startTemporary(progress), patience);
            case DatabaseSource.Server server -> open(server.address(), Optional.empty(), patience);
        };
    }

    private static Database openEmbedded(EmbeddedDatabase server, Duration patience) {
        try {
            return open(server.address(), Optional.of(server), patience);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Database open(DatabaseAddress address, Optional<EmbeddedDatabase> embedded, Duration patience) {
        Entrance.check(address);
        Database database = new Database(createNodePool(address, patience), address, embedded);
        try {
            Schema.migrate(database.pool);
            NewestRules.bringInForce(address, database.pool);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        return database;
    }

    private static HikariDataSource createNodePool(DatabaseAddress address, Duration patience) {
        HikariConfig config = config(address, POOL_SIZE, "");
        config.setConnectionTimeout(patience.toMillis());
        config.setValidationTimeout(patience.toMillis() / 2);
        return new HikariDataSource(config);
    }

    static HikariDataSource createPool(DatabaseAddress address, int size) {
        return new HikariDataSource(config(address, size, ""));
    }

    /** Connections that see one schema alone and whose commits do not wait for the disk. */
    static HikariDataSource createPool(DatabaseAddress address, int size, String schema) {
        HikariConfig config = config(address, size, "; SET synchronous_commit = off");
        config.setSchema(schema);
        return new HikariDataSource(config);
    }

    /** Connections speak UTC: the driver would send this machine's own zone. */
    private static HikariConfig config(DatabaseAddress address, int size, String moreSettings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("bici");
        config.setJdbcUrl(address.jdbcUrl());
        if (!address.user().isEmpty()) {
            config.setUsername(address.user());
        }
        if (!address.password().isEmpty()) {
            config.setPassword(address.password());
        }
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setConnectionTimeout(5_000);
        config.setConnectionInitSql("SET TIME ZONE 'UTC'" + moreSettings);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("ApplicationName", "bici");
        return config;
    }

    public DataSource dataSource() {
        return pool;
    }

    /** Connections that no pool keeps: one that is broken off in the middle is nobody else's, and nothing is logged. */
    public DataSource unpooled() {
        return new UnpooledConnections(address);
    }

    public DatabaseAddress address() {
        return address;
    }

    /** The server, when it is one of ours. */
    public Optional<EmbeddedDatabase> findEmbedded() {
        return embedded;
    }

    /** The extension's version, as the database says it. */
    public String timescaleVersion() {
        try (var connection = pool.getConnection()) {
            return Entrance.timescaleVersion(connection)
                    .orElseThrow(() -> new DatabaseUnavailable("TimescaleDB was removed from " + address));
        } catch (SQLException e) {
            throw new DatabaseUnavailable("The database does not answer: " + e.getMessage(), e);
        }
    }

    /** A second caller waits for the first: the program's exit must not cut a closing short. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            pool.close();
            embedded.ifPresent(EmbeddedDatabase::close);
            atExit.forget();
        }
    }
}
