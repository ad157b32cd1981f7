package bici.infra.watch;

import static org.awaitility.Awaitility.await;

import bici.api.access.AccessTokens;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.people.PhoneNumber;
import bici.fleet.people.Principal;
import bici.fleet.people.Role;
import bici.fleet.people.Staff;
import bici.fleet.store.PostgresPrintedCodes;
import bici.fleet.store.PostgresRiders;
import bici.fleet.store.PostgresStaff;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.StationAuthority;
import bici.gateway.options.GatewayOptions;
import bici.gateway.options.GatewayOptions.Connects;
import bici.infra.chaos.FaultProxy;
import bici.infra.database.Database;
import bici.infra.database.DatabaseSource;
import bici.infra.database.Rest;
import bici.infra.database.TestDatabase;
import bici.infra.machine.Progress;
import bici.infra.server.HttpOptions;
import bici.infra.server.PhoneKey;
import bici.infra.server.Server;
import bici.infra.server.TokenKeyFile;
import bici.simulator.station.StationClock;
import bici.simulator.station.StationController;
import bici.simulator.station.StationFolder;
import bici.simulator.station.StationSettings;
import bici.simulator.station.StationThreads;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;

/** A whole server and a simulated station S1 with twelve docks, whose connection goes through a fault proxy. */
final class WatchWorld implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final StationId S1 = new StationId("S1");
    private static final String POLICY = "2026-11";
    private static final Clock CLOCK = Clock.systemUTC();

    private final TestDatabase test = TestDatabase.createKnowingEveryBike();
    private final StationThreads threads = new StationThreads(2);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final Clock stationClock;
    private final Database database;
    private final Server server;
    private final FaultProxy proxy;
    private final AccessTokens tokens;
    private final String operator;
    private StationController station;

    WatchWorld(Path data, Clock stationClock) throws IOException {
        this.data = data;
        this.stationClock = stationClock;
        this.database = Database.open(new DatabaseSource.Server(test.address()), Progress.SILENT);
        new PostgresStationRegister(database.dataSource(), CLOCK)
                .put(List.of(new Station(S1, "Estación S1", Optional.empty(), 12)));
        this.server = Server.start(
                database,
                data,
                GatewayOptions.defaults()
                        .withAddress("127.0.0.1", 0)
                        .withConnects(new Connects(100_000, 100_000, Duration.ofSeconds(10))),
                HttpOptions.on("127.0.0.1", 0).withDemoInbox(),
                CLOCK);
        this.tokens = TokenKeyFile.open(data, CLOCK);
        StaffId ana = new StaffId("ana");
        new PostgresStaff(database.dataSource())
                .put(new Staff.Member(ana, "Ana", Role.TECHNICIAN, true), CLOCK.instant());
        this.operator = tokens.create(new Principal.OfStaff(ana, Role.TECHNICIAN));
        StationAuthority.open(data, List.of(), CLOCK).createStation(S1);
        this.proxy = new FaultProxy(server::mqttPort, new SplittableRandom(1));
        this.station = open();
        awaitAccepted();
    }

    private StationController open() {
        StationSettings settings = new StationSettings(
                "S1",
                new StationFolder(data.resolve("stations").resolve("S1")),
                12,
                URI.create("ssl://localhost:" + proxy.port()),
                Duration.ofMillis(50),
                Duration.ofMillis(500));
        StationController opened = new StationController(
                settings,
                StationClock.runningFor(Duration.ofHours(1), 1, stationClock),
                threads,
                new SplittableRandom(1));
        opened.start();
        return opened;
    }

    StationController station() {
        return station;
    }

    FaultProxy proxy() {
        return proxy;
    }

    void awaitAccepted() {
        await().atMost(PATIENCE).until(() -> station.isAccepted().get());
    }

    /** The station goes, and the server knows. */
    void closeStation() {
        station.close();
        await().atMost(PATIENCE).until(() -> !get("/v1/operator/stations/S1").getBoolean("online"));
    }

    void openStation() {
        station = open();
        awaitAccepted();
    }

    /** Somebody docks a bike, and the ledger knows. */
    void dock(int dock, String bike) throws Exception {
        station.dockBike(dock, bike).get();
        await().atMost(PATIENCE).until(() -> station.waiting() == 0);
    }

    String code(String bike) {
        return new PostgresPrintedCodes(database.dataSource())
                .listCodes().stream()
                        .filter(p ->
                                p.bike().filter(id -> id.value().equals(bike)).isPresent())
                        .findFirst()
                        .orElseThrow()
                        .code()
                        .value();
    }

    /** The token of a rider who has agreed to everything. */
    String rider() {
        PostgresRiders riders = new PostgresRiders(database.dataSource(), PhoneKey.open(data));
        RiderId rider = riders.putRider(new PhoneNumber("+573000000001"), CLOCK.instant());
        riders.recordConsent(rider, POLICY, CLOCK.instant());
        return tokens.create(new Principal.OfRider(rider));
    }

    HttpResponse<String> ask(String method, String path, String token, Optional<JsonObject> body) {
        HttpRequest request = HttpRequest.newBuilder(at(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .timeout(Duration.ofSeconds(40))
                .method(
                        method,
                        body.map(json -> HttpRequest.BodyPublishers.ofString(json.encode()))
                                .orElseGet(HttpRequest.BodyPublishers::noBody))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(path, e);
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.httpPort() + path);
    }

    JsonObject get(String path) {
        return done(ask("GET", path, operator, Optional.empty()));
    }

    /** Empty when it is not there. */
    Optional<JsonObject> find(String path) {
        HttpResponse<String> answer = ask("GET", path, operator, Optional.empty());
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(done(answer));
    }

    JsonObject put(String path, JsonObject body) {
        return done(ask("PUT", path, operator, Optional.of(body)));
    }

    private static JsonObject done(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return new JsonObject(answer.body());
    }

    /** What the station says of itself. */
    JsonObject condition() {
        return get("/v1/operator/stations/S1").getJsonObject("condition");
    }

    List<String> alarms() {
        JsonArray alarms = get("/v1/operator/alarms").getJsonArray("alarms");
        return alarms.stream().map(a -> ((JsonObject) a).getString("kind")).toList();
    }

    /** The id of an order that was taken. */
    String order(String order, Optional<Integer> dock) {
        JsonObject body = new JsonObject().put("order", order);
        dock.ifPresent(number -> body.put("dock", number));
        return done(ask("POST", "/v1/operator/stations/S1/commands", operator, Optional.of(body)))
                .getString("commandId");
    }

    /** Orders to S1 as {@code order/dock state}, newest first. */
    List<String> orders() {
        JsonArray commands = get("/v1/operator/commands?stationId=S1").getJsonArray("commands");
        return commands.stream()
                .map(JsonObject.class::cast)
                .map(c -> c.getString("order") + "/" + c.getInteger("dock", 0) + " " + c.getString("state"))
                .toList();
    }

    String state(String command) {
        return get("/v1/operator/commands/" + command).getString("state");
    }

    List<String> texts(String sql) {
        return test.texts(sql);
    }

    /** The control room's stream, open when this returns. */
    OperatorStream watch() throws Exception {
        HttpResponse<Stream<String>> stream = http.send(
                HttpRequest.newBuilder(at("/v1/operator/events"))
                        .header("Authorization", "Bearer " + operator)
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        return new OperatorStream(stream.body());
    }

    @Override
    public void close() throws IOException {
        station.close();
        threads.close();
        proxy.close();
        server.close();
        Rest.assertSound(database.dataSource());
        database.close();
        test.close();
        http.close();
    }
}
