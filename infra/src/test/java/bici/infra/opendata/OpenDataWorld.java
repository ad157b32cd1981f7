package bici.infra.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bici.fleet.operations.Order;
import bici.fleet.operations.StaffDesk;
import bici.fleet.operations.StationRegister.Position;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.people.Role;
import bici.fleet.people.Staff.Member;
import bici.fleet.store.PostgresStaff;
import bici.fleet.store.PostgresStaffDesk;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.StationAuthority;
import bici.gateway.options.GatewayOptions;
import bici.gateway.options.GatewayOptions.Connects;
import bici.infra.database.Database;
import bici.infra.database.DatabaseSource;
import bici.infra.database.Rest;
import bici.infra.database.TestDatabase;
import bici.infra.machine.Progress;
import bici.infra.server.HttpOptions;
import bici.infra.server.Server;
import bici.simulator.station.StationClock;
import bici.simulator.station.StationController;
import bici.simulator.station.StationFolder;
import bici.simulator.station.StationSettings;
import bici.simulator.station.StationThreads;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** A whole server on a database of its own, simulated stations on the wire, and a reader of its open data. */
final class OpenDataWorld implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path data;
    private final TestDatabase test = TestDatabase.createKnowingEveryBike();
    private final Database database = Database.open(new DatabaseSource.Server(test.address()), Progress.SILENT);
    private final StationThreads threads = new StationThreads(8);
    private final List<StationController> stations = new ArrayList<>();
    private final Server server;
    private final URI base;

    OpenDataWorld(Path data) {
        this.data = data;
        this.server = Server.start(
                database,
                data,
                GatewayOptions.defaults()
                        .withAddress("127.0.0.1", 0)
                        .withConnects(new Connects(100_000, 100_000, Duration.ofSeconds(10))),
                HttpOptions.on("127.0.0.1", 0),
                Clock.systemUTC());
        this.base = URI.create("http://127.0.0.1:" + server.httpPort());
        await().atMost(PATIENCE).until(() -> reader().get("/gbfs/3.0/gbfs").statusCode() == 200);
    }

    OpenDataReader reader() {
        return new OpenDataReader(
                base,
                () -> new PostgresStationRegister(database.dataSource(), Clock.systemUTC())
                        .listStations().stream()
                                .collect(
                                        Collectors.toMap(station -> station.id().value(), Station::capacity)));
    }

    URI address(String path) {
        return base.resolve(path);
    }

    Path data() {
        return data;
    }

    /** Takes a station in, with a place in Bucaramanga, and lets it connect. */
    StationController station(String id, int docks) {
        return station(id, docks, docks);
    }

    /** The same, where the register knows of so many of its docks. */
    StationController station(String id, int docks, int registered) {
        takeIn(id, registered, Optional.of(new Position(7.12, -73.12)));
        StationController station = new StationController(
                new StationSettings(
                        id,
                        new StationFolder(data.resolve("stations").resolve(id)),
                        docks,
                        URI.create("ssl://localhost:" + server.mqttPort()),
                        Duration.ofMillis(50),
                        Duration.ofMillis(500)),
                StationClock.runningFor(Duration.ofHours(1), 1, Clock.systemUTC()),
                threads,
                new SplittableRandom(1));
        station.start();
        await().atMost(PATIENCE).until(() -> station.isAccepted().get());
        stations.add(station);
        return station;
    }

    void takeIn(String id, int docks, Optional<Position> position) {
        new PostgresStationRegister(database.dataSource(), Clock.systemUTC())
                .put(List.of(new Station(new StationId(id), "Estación " + id, position, docks)));
        StationAuthority.open(data, List.of(), Clock.systemUTC()).createStation(new StationId(id));
    }

    /** Somebody writes to the database. */
    void change(String sql) {
        test.change(sql);
    }

    /** The control room takes a dock from riders, or the whole station. */
    void withdraw(Order order, String station, Optional<Integer> dock) {
        StaffId dispatcher = new StaffId("dispatcher-1");
        new PostgresStaff(database.dataSource())
                .put(
                        new Member(dispatcher, "Sala de control", Role.DISPATCHER, true),
                        Clock.systemUTC().instant());
        StaffDesk.Answer answer = new PostgresStaffDesk(database.dataSource(), notice -> {})
                .send(
                        new StaffDesk.Request(
                                dispatcher,
                                order,
                                new StationId(station),
                                dock,
                                "",
                                new IdempotencyKey(order + "-" + station + "-" + dock.orElse(0))),
                        Clock.systemUTC().instant());
        assertThat(answer).isInstanceOf(StaffDesk.Answer.Accepted.class);
    }

    void takeDatabaseAway() {
        test.execute("ALTER DATABASE %s WITH ALLOW_CONNECTIONS false");
        test.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'");
    }

    void bringDatabaseBack() {
        test.execute("ALTER DATABASE %s WITH ALLOW_CONNECTIONS true");
    }

    @Override
    public void close() {
        stations.forEach(StationController::close);
        threads.close();
        server.close();
        Rest.assertSound(database.dataSource());
        database.close();
        test.close();
    }
}
