package bici.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.operations.CardProofs;
import bici.fleet.operations.Notices;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.store.PostgresCards;
import bici.fleet.store.PostgresCommandQueue;
import bici.fleet.store.PostgresStationLedger;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.store.PostgresStationUpkeep;
import bici.fleet.vocabulary.StationId;
import bici.gateway.StationGateway;
import bici.gateway.credentials.StationAuthority;
import bici.gateway.options.GatewayOptions;
import bici.gateway.options.GatewayOptions.Connects;
import bici.infra.TurnedClock;
import bici.infra.database.DatabaseAddress;
import bici.infra.database.Rest;
import bici.infra.database.TestDatabase;
import bici.infra.server.SteadyClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A gateway on a database and a data folder of its own, with stations taken in. */
final class GatewayWorld implements AutoCloseable {
    private final TestDatabase database;
    private final CardProofs proofs = new CardProofs("a key of test cards".getBytes(StandardCharsets.UTF_8));
    private final PostgresStationLedger ledger;
    private final PostgresCards cards;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Vertx vertx = Vertx.vertx();
    private final TurnedClock machine = new TurnedClock();
    private final Clock clock = new SteadyClock(machine, System::nanoTime);
    private final Path data;
    private final StationAuthority authority;
    private final GatewayOptions options;
    private StationGateway gateway;

    private GatewayWorld(Path data, GatewayOptions options, TestDatabase database) {
        this.database = database;
        this.ledger = new PostgresStationLedger(database.dataSource(), proofs);
        this.cards = new PostgresCards(database.dataSource(), proofs);
        this.data = data;
        this.options = options;
        this.authority = StationAuthority.open(data, List.of(), Clock.systemUTC());
        this.gateway = start();
    }

    /** Limits as in production, but for how often a station may connect. */
    static GatewayOptions lenient() {
        return GatewayOptions.defaults()
                .withAddress("127.0.0.1", 0)
                .withConnects(new Connects(100_000, 100_000, Duration.ofSeconds(10)));
    }

    static GatewayWorld withStations(Path data, String... stations) {
        return withStations(data, lenient(), stations);
    }

    /** Every bike that they tell of is of the fleet. */
    static GatewayWorld withStations(Path data, GatewayOptions options, String... stations) {
        return withStations(data, options, TestDatabase.createKnowingEveryBike(), stations);
    }

    /** No bike is of the fleet until somebody registers it. */
    static GatewayWorld withoutBikes(Path data, String... stations) {
        return withStations(data, lenient(), TestDatabase.create(), stations);
    }

    private static GatewayWorld withStations(
            Path data, GatewayOptions options, TestDatabase database, String... stations) {
        GatewayWorld world = new GatewayWorld(data, options, database);
        world.takeIn(stations);
        Stream.of(stations).forEach(station -> world.authority.createStation(new StationId(station)));
        return world;
    }

    void takeIn(String... stations) {
        new PostgresStationRegister(database.dataSource(), Clock.systemUTC())
                .put(Stream.of(stations)
                        .map(s -> new Station(new StationId(s), "Estación " + s, Optional.empty(), 12))
                        .toList());
    }

    /** Connected with its own certificate, subscribed to everything of its own, not born. */
    TestStation connect(String station, Mqtt version) throws IOException {
        return TestStation.connect(this, station, version);
    }

    /** Connected, subscribed and accepted. */
    TestStation born(String station, Mqtt version) throws IOException {
        TestStation born = connect(station, version);
        born.birth("nonce-" + System.nanoTime());
        return born;
    }

    /** As {@link #born}, by asking again while the answer is to try later. */
    TestStation bornPatiently(String station, Mqtt version) throws IOException {
        TestStation born = connect(station, version);
        born.birthPatiently();
        return born;
    }

    Path home(String station) {
        return data.resolve("stations").resolve(station);
    }

    int port() {
        return gateway.port();
    }

    StationGateway gateway() {
        return gateway;
    }

    StationAuthority authority() {
        return authority;
    }

    TestDatabase database() {
        return database;
    }

    PostgresCards cards() {
        return cards;
    }

    /** Sum over all meters of this name that carry these tags. */
    double count(String meter, String... tags) {
        return meters.find(meter).tags(tags).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    double gauge(String meter) {
        return meters.get(meter).gauge().value();
    }

    /** The first column of every row. */
    List<String> texts(String sql) {
        DatabaseAddress address = database.address();
        // Not from the pool, which may hold connections that a test has cut.
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                PreparedStatement statement = connection.prepareStatement(sql);
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

    long rows(String fromWhere) {
        return Long.parseLong(texts("SELECT count(*) FROM " + fromWhere).get(0));
    }

    boolean isOnline(String station) {
        return texts("SELECT online FROM station_state WHERE station_id = '" + station + "'")
                .equals(List.of("t"));
    }

    /** Nobody new may connect to the database and whoever is connected is thrown out. */
    void takeDatabaseAway() {
        database.execute("ALTER DATABASE %s WITH ALLOW_CONNECTIONS false");
        database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'");
    }

    void bringDatabaseBack() {
        database.execute("ALTER DATABASE %s WITH ALLOW_CONNECTIONS true");
    }

    /** The machine's calendar is ahead of the true one by so much from now on. */
    void turnMachine(Duration ahead) {
        machine.turn(ahead);
    }

    /** A clean stop and a new gateway on the same data. */
    void restart() {
        await(gateway.stop());
        gateway = start();
    }

    void stop() {
        await(gateway.stop());
    }

    private StationGateway start() {
        return await(StationGateway.start(
                vertx,
                options,
                new StationGateway.Fleet(
                        ledger,
                        cards,
                        new PostgresCommandQueue(database.dataSource(), Notices.none()),
                        new PostgresStationUpkeep(database.dataSource(), Notices.none())),
                authority,
                clock,
                meters));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        assertThat(count("bici.gateway.failures", "what", "handler")).isZero();
        await(gateway.stop());
        await(vertx.close());
        Rest.assertSound(database.dataSource());
        database.close();
    }
}
