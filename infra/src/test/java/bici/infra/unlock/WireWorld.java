package bici.infra.unlock;

import static org.awaitility.Awaitility.await;

import bici.fleet.operations.Order;
import bici.fleet.operations.StaffDesk;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.people.PhoneNumber;
import bici.fleet.people.PhoneSeal;
import bici.fleet.people.Role;
import bici.fleet.people.Staff;
import bici.fleet.store.PostgresCards;
import bici.fleet.store.PostgresCommandQueue;
import bici.fleet.store.PostgresLiveStations;
import bici.fleet.store.PostgresPrintedCodes;
import bici.fleet.store.PostgresRiderTrips;
import bici.fleet.store.PostgresRiders;
import bici.fleet.store.PostgresStaff;
import bici.fleet.store.PostgresStaffDesk;
import bici.fleet.store.PostgresStationLedger;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.store.PostgresStationUpkeep;
import bici.fleet.store.PostgresUnlockDesk;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.RiderTrips;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import bici.fleet.trip.UnlockRequest;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.PrintedCode;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.StationAuthority;
import bici.gateway.mqtt.GatewayServer;
import bici.gateway.options.GatewayOptions;
import bici.infra.database.Rest;
import bici.infra.database.TestDatabase;
import bici.infra.server.NoticeBoard;
import bici.infra.server.ProofKey;
import bici.simulator.station.StationClock;
import bici.simulator.station.StationController;
import bici.simulator.station.StationFolder;
import bici.simulator.station.StationSettings;
import bici.simulator.station.StationThreads;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A gateway on the real wire, a simulated station S1 with twelve docks, one rider and one technician. */
final class WireWorld implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final StationId S1 = new StationId("S1");
    private static final StaffId TECHNICIAN = new StaffId("ana");
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String POLICY = "2026-11";

    private final TestDatabase database = TestDatabase.createKnowingEveryBike();
    private final Vertx vertx = Vertx.vertx();
    private final NoticeBoard notices = new NoticeBoard();
    private final StationThreads threads = new StationThreads(2);
    private final PostgresUnlockDesk desk = new PostgresUnlockDesk(database.dataSource(), notices, POLICY);
    private final PostgresStaffDesk staffDesk = new PostgresStaffDesk(database.dataSource(), notices);
    private final StationAuthority authority;
    private final RiderId rider;
    private final Path data;
    private GatewayServer gateway;
    private final StationController station;

    WireWorld(Path data) {
        this.data = data;
        this.authority = StationAuthority.open(data, List.of(), CLOCK);
        new PostgresStationRegister(database.dataSource(), CLOCK)
                .put(List.of(new Station(S1, "Estación S1", Optional.empty(), 12)));
        new PostgresStaff(database.dataSource())
                .put(new Staff.Member(TECHNICIAN, "Ana", Role.TECHNICIAN, true), CLOCK.instant());
        PostgresRiders riders = new PostgresRiders(database.dataSource(), new PhoneSeal(new byte[32]));
        this.rider = riders.putRider(new PhoneNumber("+573000000001"), CLOCK.instant());
        riders.recordConsent(rider, POLICY, CLOCK.instant());
        authority.createStation(S1);
        this.gateway = gateway(0);
        this.station = new StationController(
                new StationSettings(
                        "S1",
                        new StationFolder(data.resolve("stations").resolve("S1")),
                        12,
                        URI.create("ssl://localhost:" + gateway.port()),
                        Duration.ofMillis(50),
                        Duration.ofMillis(500)),
                StationClock.runningFor(Duration.ofHours(1), 1, CLOCK),
                threads,
                new SplittableRandom(1));
        station.start();
        awaitAccepted();
    }

    private GatewayServer gateway(int port) {
        PostgresStationLedger ledger = new PostgresStationLedger(database.dataSource(), ProofKey.open(data), notices);
        GatewayServer started = new GatewayServer(
                vertx,
                GatewayOptions.defaults()
                        .withAddress("127.0.0.1", port)
                        .withConnects(new GatewayOptions.Connects(600, 1_000, Duration.ofSeconds(10))),
                new GatewayServer.Ports(
                        ledger,
                        new PostgresCards(database.dataSource(), ProofKey.open(data)),
                        new PostgresCommandQueue(database.dataSource(), notices),
                        new PostgresStationUpkeep(database.dataSource(), notices),
                        authority),
                CLOCK,
                new SimpleMeterRegistry());
        notices.subscribe(started::hear);
        finish(started.start());
        return started;
    }

    private static <T> T finish(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the gateway did not answer", e);
        }
    }

    void stopGateway() {
        finish(gateway.stop());
    }

    /** On the port it had. */
    void startGateway() {
        gateway = gateway(gateway.port());
    }

    /** As a killed server leaves it. */
    void pretendOnline() {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement("UPDATE station_state SET online = true")) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isOnline() {
        return new PostgresLiveStations(database.dataSource())
                .findStation(S1)
                .orElseThrow()
                .online();
    }

    void awaitAccepted() {
        await().atMost(PATIENCE).until(() -> station.isAccepted().get());
    }

    StationController station() {
        return station;
    }

    RiderId rider() {
        return rider;
    }

    RiderTrips trips() {
        return new PostgresRiderTrips(database.dataSource());
    }

    /** Somebody docks a bike, and the ledger knows. */
    void dock(int dock, String bike) throws Exception {
        station.dockBike(dock, bike).get();
        await().atMost(PATIENCE).until(() -> station.waiting() == 0);
    }

    private PrintedCode code(String bike) {
        return new PostgresPrintedCodes(database.dataSource())
                .listCodes().stream()
                        .filter(p -> p.bike().filter(new BikeId(bike)::equals).isPresent())
                        .findFirst()
                        .orElseThrow()
                        .code();
    }

    UnlockAnswer ask(String key, String bike) {
        return desk.request(new UnlockRequest(rider, new IdempotencyKey(key), code(bike)), CLOCK.instant());
    }

    Unlock queued(String key, String bike) {
        UnlockAnswer answer = ask(key, bike);
        if (answer instanceof UnlockAnswer.Queued queued) {
            return queued.unlock();
        }
        throw new AssertionError("not queued: " + answer);
    }

    Unlock get(Unlock unlock) {
        return desk.find(rider, unlock.id()).orElseThrow();
    }

    StaffDesk.StationCommand order(Order order, int dock, String key) {
        StaffDesk.Answer answer = staffDesk.send(
                new StaffDesk.Request(TECHNICIAN, order, S1, Optional.of(dock), "", new IdempotencyKey(key)),
                CLOCK.instant());
        if (answer instanceof StaffDesk.Answer.Accepted accepted) {
            return accepted.command();
        }
        throw new AssertionError("not accepted: " + answer);
    }

    CommandState state(StaffDesk.StationCommand command) {
        return staffDesk.find(command.id()).orElseThrow().state();
    }

    List<String> violations() {
        return Rest.violations(database.dataSource());
    }

    @Override
    public void close() {
        station.close();
        threads.close();
        finish(gateway.stop().eventually(() -> vertx.close()));
        database.close();
    }
}
