package bici.infra.bench;

import bici.fleet.operations.StationRegister.Position;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.report.Audit.Finding;
import bici.fleet.report.Totals.Sums;
import bici.fleet.store.PostgresAudit;
import bici.fleet.store.PostgresFleet;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.store.PostgresTotals;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.StationAuthority;
import bici.infra.bench.floor.FloorProcess;
import bici.infra.bench.floor.FloorProgram;
import bici.infra.bench.load.Count;
import bici.infra.bench.load.StationCrowd;
import bici.infra.command.CommandFailed;
import bici.infra.database.Database;
import bici.infra.database.DatabaseAddress;
import bici.infra.run.RunPlace;
import bici.infra.run.ServerProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** An empty database with so many stations in it, their certificates, and the server as a process of its own. */
final class BenchCity implements AutoCloseable {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration READINGS_WITHIN = Duration.ofSeconds(10);
    private static final int MOST_FROM_A_STATION = 1_000_000;

    private final Setting setting;
    private final RunPlace place;
    private final Database database;
    private final List<String> stations;

    private BenchCity(Setting setting, RunPlace place, Database database, int stations) {
        this.setting = setting;
        this.place = place;
        this.database = database;
        this.stations =
                IntStream.range(0, stations).mapToObj("T%04d"::formatted).toList();
    }

    /** Makes it. Stations T0000, T0001 and so on. */
    static BenchCity open(Setting setting, String name, int stations, int docks) {
        RunPlace place = setting.places().apply("bench-" + name);
        setting.progress().say(name + ": set up a database with " + stations + " stations");
        Database database;
        try {
            database = Database.open(place.source(), line -> {}, PATIENCE);
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
        BenchCity city = new BenchCity(setting, place, database, stations);
        try {
            city.takeIn(docks);
            return city;
        } catch (RuntimeException e) {
            city.close();
            throw e;
        }
    }

    private void takeIn(int docks) {
        List<Station> all = new ArrayList<>();
        StationAuthority authority = StationAuthority.open(place.folder(), List.of(), setting.clock());
        for (int n = 0; n < stations.size(); n++) {
            StationId id = new StationId(stations.get(n));
            Position position = new Position(7.05 + n % 50 * 0.002, -73.15 + Math.floorDiv(n, 50) * 0.002);
            all.add(new Station(id, "Estación " + n, Optional.of(position), docks));
            authority.createStation(id);
        }
        new PostgresStationRegister(database.dataSource(), setting.clock()).put(all);
    }

    List<String> stations() {
        return stations;
    }

    /** Takes bikes into its fleet. */
    void register(Collection<String> bikes) {
        new PostgresFleet(database.dataSource(), setting.clock())
                .found(bikes.stream().map(BikeId::new).toList());
    }

    Instant aMinuteAgo() {
        return setting.clock().instant().minus(A_MINUTE);
    }

    DatabaseAddress address() {
        return database.address();
    }

    RunPlace place() {
        return place;
    }

    DataSource dataSource() {
        return database.dataSource();
    }

    /** Who rides in it. */
    BenchPeople people() {
        return new BenchPeople(place, database.dataSource(), setting.clock());
    }

    /** All stations, on line. */
    StationCrowd connect(int mqttPort, long listVersion) {
        return connect(stations, aMinuteAgo(), mqttPort, listVersion);
    }

    /**
     * Some stations, on line.
     *
     * @param booted when they were started
     */
    StationCrowd connect(List<String> some, Instant booted, int mqttPort, long listVersion) {
        setting.progress().say("connect " + some.size() + " stations");
        return connect(new StationCrowd(setting.clock(), booted), some, mqttPort, listVersion);
    }

    private StationCrowd connect(StationCrowd crowd, List<String> some, int mqttPort, long listVersion) {
        try {
            crowd.connect(some, place.stations(), mqttPort, listVersion);
            return crowd;
        } catch (RuntimeException e) {
            crowd.close();
            throw e;
        }
    }

    /**
     * One station, on line, with a journal that it wrote before it ever connected.
     *
     * @param facts that it says are in its journal
     */
    StationCrowd connectAfterWriting(long facts, String station, int mqttPort, long listVersion) {
        StationCrowd crowd = new StationCrowd(setting.clock(), aMinuteAgo()).havingWritten(facts);
        return connect(crowd, List.of(station), mqttPort, listVersion);
    }

    /** With room for as many messages of a station as a machine can make. */
    ServerProcess startServer() {
        return startServer(ServerProcess.MEMORY);
    }

    /** With other memory, such as {@code -Xmx96m}. */
    ServerProcess startServer(List<String> memory) {
        List<String> arguments = serverArguments();
        arguments.addAll(List.of("--station-messages", String.valueOf(MOST_FROM_A_STATION)));
        return startServer(memory, arguments);
    }

    /** With no more messages of a station than it takes by itself. */
    ServerProcess startServerAsItIs() {
        return startServer(ServerProcess.MEMORY, serverArguments());
    }

    private ServerProcess startServer(List<String> memory, List<String> arguments) {
        return ServerProcess.start(memory, arguments, place.serverEnvironment(), place.serverLog());
    }

    private List<String> serverArguments() {
        List<String> arguments = new ArrayList<>(place.serverOptions());
        arguments.addAll(List.of("--mqtt-port", "0", "--http-port", "0"));
        arguments.addAll(List.of("--station-connects", "600"));
        // All stations and all readers are of this machine.
        arguments.addAll(List.of("--station-connections-each", "4000", "--http-connections-each", "4000"));
        return arguments;
    }

    /**
     * Holds what is stored against what was acknowledged, and against the audit. With the database at rest.
     *
     * @throws CommandFailed when anything is lost, made up or broken
     */
    void check(Count said) {
        checkCounts(said);
        for (Finding finding : new PostgresAudit(database.dataSource()).run()) {
            if (finding.violations() > 0) {
                throw new CommandFailed("the audit found " + finding);
            }
        }
    }

    /** As {@link #check}, without the audit. */
    void checkCounts(Count said) {
        Sums stored = new PostgresTotals(database.dataSource()).getSums();
        require("facts", said.facts(), stored.facts());
        require("finished trips", said.trips(), stored.tripsClosed());
        require("trips", said.trips() + said.openTrips(), stored.tripsOpened());
    }

    /** Telemetry is written within some seconds of its acknowledgement; {@link CommandFailed} when so many values are not. */
    void awaitReadings(long values) {
        long deadline = System.nanoTime() + READINGS_WITHIN.toNanos();
        while (count(BenchSql.COUNT_READINGS) != values && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        require("values of telemetry", values, count(BenchSql.COUNT_READINGS));
    }

    /** The one number that a statement of {@link BenchSql} or of a floor answers. */
    long count(String sql) {
        return count(database.dataSource(), sql);
    }

    static long count(DataSource from, String sql) {
        try (Connection connection = from.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    FloorProcess startFloor(FloorProgram.Kind kind) {
        return FloorProcess.start(
                kind,
                place.serverOptions(),
                place.serverEnvironment(),
                place.folder().resolve("floor.log"));
    }

    /** Throws {@link CommandFailed} when they differ. */
    static void require(String what, long sent, long stored) {
        if (sent != stored) {
            throw new CommandFailed(what + ": " + sent + " were sent, " + stored + " are stored");
        }
    }

    @Override
    public void close() {
        try {
            database.close();
        } finally {
            place.close();
        }
    }
}
