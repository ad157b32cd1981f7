package bici.infra.database;

import bici.infra.machine.ExitActions;
import bici.infra.machine.Progress;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * A TimescaleDB of our own in {@code DIR/database}, running beside this program and listening on the loopback interface
 * only.
 *
 * <p>PostgreSQL is a process of its own: when this one is killed, it goes on, and whoever opens the folder next adopts
 * it. Several processes may have the same folder open; the last one that closes stops PostgreSQL. Thread-safe.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String TEMPORARY_PREFIX = "bici-database-";
    private static final Duration START_LIMIT = Duration.ofSeconds(100);

    private final Path dataFolder;
    private final PostgresCluster cluster;
    private final DatabaseAddress address;
    private final Path mark;
    private final boolean adopted;
    private final boolean temporary;
    private boolean closed;
    private final ExitActions.Registration atExit;

    private EmbeddedDatabase(Path dataFolder, PostgresCluster cluster, Opened opened, boolean temporary) {
        this.dataFolder = dataFolder;
        this.cluster = cluster;
        this.address = opened.address();
        this.mark = opened.mark();
        this.adopted = opened.adopted();
        this.temporary = temporary;
        this.atExit = ExitActions.onExit(this);
    }

    private record Opened(DatabaseAddress address, Path mark, boolean adopted) {}

    /**
     * Opens the database kept in the folder: makes it, starts it or adopts it, whichever is needed. It is closed at the
     * program's exit if not before.
     *
     * @throws DatabaseUnavailable when it cannot be had; the message says what to do
     */
    public static EmbeddedDatabase start(Path dataFolder, Progress progress) {
        return start(TimescaleDistribution.provide(progress), dataFolder, progress);
    }

    static EmbeddedDatabase start(TimescaleDistribution distribution, Path dataFolder, Progress progress) {
        try {
            return start(distribution, dataFolder, false, progress);
        } catch (IOException e) {
            throw new DatabaseUnavailable(
                    "The database in " + dataFolder + " cannot be opened: " + Folders.words(e), e);
        }
    }

    /** One in a folder of its own that is removed when closed. Folders of killed programs are removed too. */
    public static EmbeddedDatabase startTemporary(Progress progress) {
        TimescaleDistribution distribution = TimescaleDistribution.provide(progress);
        try {
            Path shared = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
            TemporaryDatabases.sweep(shared, TEMPORARY_PREFIX);
            Path folder = Files.createTempDirectory(shared, TEMPORARY_PREFIX);
            try {
                return start(distribution, folder, true, progress);
            } catch (IOException e) {
                Folders.delete(folder);
                throw e;
            }
        } catch (IOException e) {
            throw new DatabaseUnavailable("No temporary database could be made: " + Folders.words(e), e);
        }
    }

    private static EmbeddedDatabase start(
            TimescaleDistribution distribution, Path folder, boolean temporary, Progress progress) throws IOException {
        Path data = Files.createDirectories(folder).toRealPath();
        PostgresCluster cluster = new PostgresCluster(distribution, data.resolve("database"));
        return FolderLock.holding(
                lockFile(data), () -> new EmbeddedDatabase(data, cluster, open(data, cluster, progress), temporary));
    }

    static Path lockFile(Path dataFolder) {
        return dataFolder.resolve("database.lock");
    }

    static DatabaseUsers users(Path dataFolder) {
        return new DatabaseUsers(dataFolder.resolve("database.users"));
    }

    private static Opened open(Path dataFolder, PostgresCluster cluster, Progress progress) throws IOException {
        Path mark = users(dataFolder).enter();
        try {
            if (!cluster.exists()) {
                progress.say("database: creating it in " + dataFolder.resolve("database"));
                cluster.create();
            }
            boolean adopted = cluster.awaitRunning(START_LIMIT);
            if (!adopted) {
                cluster.start();
            }
            return new Opened(prepare(cluster), mark, adopted);
        } catch (IOException | RuntimeException e) {
            users(dataFolder).leave(mark);
            throw e;
        }
    }

    /** Makes sure that our own database is there and that the server answers to our password. */
    private static DatabaseAddress prepare(PostgresCluster cluster) throws IOException {
        DatabaseAddress maintenance = cluster.address("postgres");
        try (Connection connection = maintenance.connect();
                Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = 'bici'")) {
                if (found.next()) {
                    return cluster.address("bici");
                }
            }
            statement.execute("CREATE DATABASE bici");
        } catch (SQLException e) {
            throw new IOException("its server does not answer: " + e.getMessage(), e);
        }
        return cluster.address("bici");
    }

    public DatabaseAddress address() {
        return address;
    }

    /** The address of another database of the same server. */
    public DatabaseAddress address(String database) {
        return new DatabaseAddress(
                address.jdbcUrl().replaceFirst("/[^/]*$", "/" + database), address.user(), address.password());
    }

    /**
     * Makes another database of the same server.
     *
     * @param name letters, digits and underscores
     */
    public DatabaseAddress createDatabase(String name) {
        return create(name, "");
    }

    /** One with the newest schema and nothing in it, to make others of; nobody can connect to it. */
    public void createTemplate(String name) {
        DatabaseAddress template = createDatabase(name);
        Entrance.check(template);
        try (HikariDataSource migrating = Database.createPool(template, 2)) {
            Schema.migrate(migrating);
        }
        // A database is copied only while nobody is connected to it.
        change("ALTER DATABASE " + identifier(name) + " WITH ALLOW_CONNECTIONS false IS_TEMPLATE true", name);
    }

    /** As {@link #createDatabase(String)}, with all that the template has. */
    public DatabaseAddress createDatabase(String name, String template) {
        return create(name, " TEMPLATE " + identifier(template));
    }

    private DatabaseAddress create(String name, String options) {
        change("CREATE DATABASE " + identifier(name) + options, name);
        return address(name);
    }

    private void change(String sql, String name) {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new DatabaseUnavailable("The database " + name + " cannot be made: " + e.getMessage(), e);
        }
    }

    private static String identifier(String name) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("no name of a database: " + name);
        }
        return name;
    }

    public Path dataFolder() {
        return dataFolder;
    }

    /** Whether it was already running when opened. */
    public boolean isAdopted() {
        return adopted;
    }

    /**
     * Starts PostgreSQL again where its clients look for it, after it was killed or stopped; what runs goes on.
     *
     * @throws DatabaseUnavailable when it does not start
     */
    public void startAgain() {
        try {
            FolderLock.holding(lockFile(dataFolder), () -> {
                boolean runs = cluster.awaitRunning(START_LIMIT);
                if (!runs) {
                    cluster.start(port());
                }
                return runs;
            });
        } catch (IOException e) {
            throw new DatabaseUnavailable(
                    "The database in " + dataFolder + " does not start again: " + Folders.words(e), e);
        }
    }

    private int port() {
        return URI.create(address.jdbcUrl().substring("jdbc:".length())).getPort();
    }

    /** The process number of PostgreSQL, while it runs. */
    public Optional<Long> findPid() {
        try {
            return PostmasterFile.find(dataFolder.resolve("database")).map(PostmasterFile::pid);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Stops PostgreSQL when nobody else has it open. Closing twice does nothing, but a second caller waits for the first:
     * the program's exit must not cut a closing short.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            FolderLock.holding(lockFile(dataFolder), () -> {
                boolean last = users(dataFolder).leave(mark);
                if (last) {
                    cluster.stop(temporary ? "immediate" : "fast");
                }
                return last;
            });
            if (temporary) {
                Folders.delete(dataFolder);
            }
        } catch (IOException e) {
            throw new DatabaseUnavailable("The database in " + dataFolder + " was not closed: " + Folders.words(e), e);
        } finally {
            atExit.forget();
        }
    }
}
