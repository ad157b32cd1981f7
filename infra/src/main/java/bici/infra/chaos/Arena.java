package bici.infra.chaos;

import bici.infra.command.CommandFailed;
import bici.infra.database.Database;
import bici.infra.database.DatabaseSource;
import bici.infra.database.EmbeddedDatabase;
import bici.infra.failpoint.Failpoint;
import bici.infra.failpoint.Failpoints;
import bici.infra.failpoint.Trigger;
import bici.infra.run.RunPlace;
import bici.infra.run.ServerProcess;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A server, its database, and the two proxies before it: what is killed and started again, by whoever watches over them as
 * a service manager does. Not for more than one thread.
 */
final class Arena implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(2);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final EmbeddedDatabase postgres;
    private final RunPlace place;
    private final List<String> virtualMachine;
    private final FaultProxy stations;
    private final FaultProxy riders;
    private volatile Optional<ServerProcess> server = Optional.empty();
    private Duration slowestStart = Duration.ZERO;

    /**
     * Starts the server.
     *
     * @param folder holds the run's keys and logs
     * @param virtualMachine options of the server's
     */
    Arena(Database database, Path folder, List<String> virtualMachine, SplittableRandom dice) {
        this.postgres = database.findEmbedded()
                .orElseThrow(() -> new CommandFailed("chaos kills its database: it needs an embedded one of its own"));
        // By its address: a server that opened the folder would start the database itself.
        this.place = new RunPlace(new DatabaseSource.Server(database.address()), folder, false);
        this.virtualMachine = new ArrayList<>(virtualMachine);
        this.virtualMachine.add("-D" + Failpoints.PROPERTY + "=" + trigger());
        this.stations = new FaultProxy(() -> server.map(ServerProcess::mqttPort).orElse(0), dice.split());
        this.riders = new FaultProxy(() -> server.map(ServerProcess::httpPort).orElse(0), dice.split());
        Trigger.disarm(trigger());
        startServer();
    }

    Path trigger() {
        return place.folder().resolve("failpoint");
    }

    FaultProxy stations() {
        return stations;
    }

    FaultProxy riders() {
        return riders;
    }

    EmbeddedDatabase postgres() {
        return postgres;
    }

    /** The longest that a killed server or database took from its start to being ready. */
    Duration slowestStart() {
        return slowestStart;
    }

    ServerProcess server() {
        return server.orElseThrow(() -> new CommandFailed("the server is not there"));
    }

    void startServer() {
        long began = System.nanoTime();
        server = Optional.of(launch());
        noteStart(began);
    }

    private ServerProcess launch() {
        List<String> arguments = new ArrayList<>(place.serverOptions());
        arguments.addAll(List.of("--mqtt-port", "0", "--http-port", "0"));
        // Each kill and each cut makes stations connect again, which is no storm of theirs.
        arguments.addAll(List.of("--station-connects", "6000"));
        return ServerProcess.start(virtualMachine, arguments, place.serverEnvironment(), place.serverLog());
    }

    private void noteStart(long beganNanos) {
        Duration took = Duration.ofNanos(System.nanoTime() - beganNanos);
        slowestStart = took.compareTo(slowestStart) > 0 ? took : slowestStart;
    }

    /** And starts another, with no failpoint armed. */
    void killServer() {
        server().kill();
        server = Optional.empty();
        Trigger.disarm(trigger());
        startServer();
    }

    /** Waits until the server stands at an armed failpoint: which; empty when it came to none. */
    Optional<Failpoint> awaitHit(Duration patience) {
        await(() -> Trigger.findHit(trigger()).isPresent(), patience);
        return Trigger.findHit(trigger()).map(Trigger.Hit::point);
    }

    /** Kills the server, and its successor at the failpoint that is armed and lies in the start; empty as above. */
    Optional<Failpoint> killWhileStarting(Duration patience) {
        server().kill();
        server = Optional.empty();
        Thread starting = Thread.ofPlatform().daemon().start(() -> {
            try {
                server = Optional.of(launch());
            } catch (CommandFailed killed) {
                server = Optional.empty();
            }
        });
        Optional<Failpoint> hit = awaitHit(patience);
        Trigger.findHit(trigger()).ifPresent(at -> Signals.kill(at.pid()));
        await(() -> !starting.isAlive(), START_LIMIT);
        Trigger.disarm(trigger());
        server.ifPresent(ServerProcess::kill);
        startServer();
        return hit;
    }

    /** PostgreSQL takes a killed child as a crash: it ends all others and recovers by itself. */
    void killBackend(Database database, SplittableRandom dice) {
        List<Long> pids = new ArrayList<>();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(ChaosSql.BACKENDS)) {
            while (rows.next()) {
                pids.add(rows.getLong(1));
            }
        } catch (SQLException e) {
            throw new CommandFailed("the database does not name its processes: " + e.getMessage(), e);
        }
        if (pids.isEmpty()) {
            return;
        }
        Signals.kill(pids.get(dice.nextInt(pids.size())));
        // Until then it answers as if nothing had been.
        await(() -> pids.stream().allMatch(pid -> ProcessHandle.of(pid).isEmpty()), START_LIMIT);
        long began = System.nanoTime();
        awaitDatabase(database);
        noteStart(began);
    }

    void killPostmaster(Database database) {
        postgres.findPid().ifPresent(pid -> {
            Signals.kill(pid);
            await(() -> ProcessHandle.of(pid).isEmpty(), START_LIMIT);
        });
        long began = System.nanoTime();
        postgres.startAgain();
        awaitDatabase(database);
        noteStart(began);
    }

    void awaitDatabase(Database database) {
        boolean there = await(
                () -> {
                    try (var connection = database.dataSource().getConnection()) {
                        return connection.isValid(1);
                    } catch (SQLException e) {
                        return false;
                    }
                },
                START_LIMIT);
        if (!there) {
            throw new CommandFailed("the database did not come back in " + START_LIMIT.toSeconds() + " s");
        }
    }

    static boolean await(BooleanSupplier condition, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return true;
    }

    @Override
    public void close() {
        stations.close();
        riders.close();
        server.ifPresent(ServerProcess::close);
    }
}
