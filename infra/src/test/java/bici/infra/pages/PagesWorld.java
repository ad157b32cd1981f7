package bici.infra.pages;

import static org.awaitility.Awaitility.await;

import bici.fleet.operations.Notices;
import bici.fleet.people.DataController;
import bici.fleet.people.DataPolicy;
import bici.fleet.people.PhoneNumber;
import bici.fleet.people.Principal;
import bici.fleet.people.Role;
import bici.fleet.people.Staff;
import bici.fleet.store.PostgresRiders;
import bici.fleet.store.PostgresSignInLinks;
import bici.fleet.store.PostgresStaff;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.store.PostgresUnlockDesk;
import bici.fleet.trip.UnlockDesk;
import bici.fleet.trip.UnlockRequest;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.IdempotencyKey;
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
import bici.simulator.live.LiveCity;
import bici.simulator.station.StationClock;
import bici.simulator.station.StationController;
import bici.simulator.station.StationFolder;
import bici.simulator.station.StationSettings;
import bici.simulator.station.StationThreads;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole small city: server, database, and simulated stations with bikes. */
final class PagesWorld implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    static final DataController RESPONSIBLE = new DataController(
            "Movilidad de prueba S.A.", "Calle 35 # 10-43, tel. 607 633 7000", "datos@movilidad.example");
    private static final StaffId OPERATOR = new StaffId("ana");
    private static final Pattern SIX_DIGITS = Pattern.compile("\\b\\d{6}\\b");

    private final TestDatabase test = TestDatabase.createKnowingEveryBike();
    private final StationThreads threads = new StationThreads(Town.ALL.size());
    private final Map<String, StationController> stations = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Database database;
    private final PostgresRiders riders;
    private final Server server;
    private final FaultProxy proxy;
    private final FaultProxy pages;

    PagesWorld(Path data) throws Exception {
        this(data, HttpOptions.on("127.0.0.1", 0));
    }

    /** @param http with the demo inbox and who answers for riders' data besides */
    PagesWorld(Path data, HttpOptions http) throws Exception {
        Clock clock = Clock.systemUTC();
        database = Database.open(new DatabaseSource.Server(test.address()), Progress.SILENT);
        riders = new PostgresRiders(database.dataSource(), PhoneKey.open(data));
        new PostgresStationRegister(database.dataSource(), clock)
                .put(Town.ALL.stream().map(Town::toStation).toList());
        server = Server.start(
                database,
                data,
                GatewayOptions.defaults()
                        .withAddress("127.0.0.1", 0)
                        .withConnects(new Connects(100_000, 100_000, Duration.ofSeconds(10))),
                http.withDemoInbox().withController(Optional.of(RESPONSIBLE)),
                clock);
        proxy = new FaultProxy(server::mqttPort, new SplittableRandom(1));
        pages = new FaultProxy(server::httpPort, new SplittableRandom(1));
        StationAuthority authority = StationAuthority.open(data, List.of(), clock);
        for (Town town : Town.ALL) {
            Path folder = authority.createStation(new StationId(town.id()));
            if (!town.equals(Town.SILENT)) {
                stations.put(town.id(), open(town, folder, clock));
            }
        }
        await().atMost(PATIENCE).until(() -> stations.values().stream().allMatch(one -> one.waiting() == 0));
    }

    private StationController open(Town town, Path folder, Clock clock) throws Exception {
        StationSettings settings = new StationSettings(
                town.id(),
                new StationFolder(folder),
                town.docks(),
                URI.create("ssl://localhost:" + proxy.port()),
                Duration.ofMillis(50),
                Duration.ofMillis(500));
        StationController station = new StationController(
                settings,
                StationClock.runningFor(Duration.ofHours(1), 1, clock),
                threads,
                new SplittableRandom(town.id().hashCode()));
        for (int dock = 1; dock <= town.bikes(); dock++) {
            station.dockBike(dock, bikeOf(town, dock)).get();
        }
        station.start();
        return station;
    }

    /** The bike that stands in a dock at the beginning. */
    static String bikeOf(Town town, int dock) {
        return "B%d%02d".formatted(Town.ALL.indexOf(town) + 1, dock);
    }

    /** From now on nothing gets through between server and stations, and neither is told. */
    void swallow() {
        proxy.muteAll();
    }

    /** Links work again. */
    void heal() {
        proxy.heal();
    }

    /** The pages through connections that {@link #stall} freezes. */
    URI stallingHome() {
        return URI.create("http://127.0.0.1:" + pages.port());
    }

    /** For browsers at {@link #stallingHome} the server is as one that is frozen: connections stay open and say nothing. */
    void stall() {
        pages.muteAll();
    }

    void unstall() {
        pages.heal();
    }

    /** What anybody may read. */
    JsonObject get(String path) throws IOException, InterruptedException {
        return new JsonObject(
                http.send(HttpRequest.newBuilder(home().resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    /** A bike is pulled out of its dock and put back: a trip that is nobody's. */
    void rideWithoutAccount(Town town, int dock) throws Exception {
        StationController station = station(town);
        station.forceBike(dock).get();
        station.dockBike(dock, bikeOf(town, dock)).get();
        await("the trip is told").atMost(PATIENCE).until(() -> station.waiting() == 0);
    }

    /** Free docks, lets and takes: what a feed says of a town. */
    List<Object> feed(String path, Town town) throws IOException, InterruptedException {
        return get(path).getJsonObject("data").getJsonArray("stations").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("station_id").equals(town.id()))
                .map(one -> List.<Object>of(
                        one.getInteger("num_docks_available"),
                        one.getBoolean("is_renting"),
                        one.getBoolean("is_returning")))
                .findFirst()
                .orElse(List.of());
    }

    /** So many people with phones ride here until the city is closed. */
    LiveCity ride(int phones) throws SQLException {
        Map<String, String> codes = new HashMap<>();
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT coalesce(bike_id, station_id || ' ' || dock), code FROM printed_code");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                codes.put(row.getString(1), row.getString(2));
            }
        }
        LiveCity city = RidingTown.create(home(), stations, codes, phones);
        city.start();
        return city;
    }

    URI home() {
        return URI.create("http://127.0.0.1:" + server.httpPort());
    }

    StationController station(Town town) {
        StationController station = stations.get(town.id());
        if (station == null) {
            throw new IllegalArgumentException(town + " is silent");
        }
        return station;
    }

    /** What the sticker on a dock says. */
    String printedCode(Town town, int dock) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT code FROM printed_code WHERE station_id = ? AND dock = ?")) {
            statement.setString(1, town.id());
            statement.setInt(2, dock);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** A new rider takes each of the bikes that stood in these towns' docks at the beginning. */
    void unlock(List<Town> towns) throws SQLException {
        String policy = DataPolicy.current().version();
        UnlockDesk desk = new PostgresUnlockDesk(database.dataSource(), Notices.none(), policy);
        for (Town town : towns) {
            for (int dock = 1; dock <= town.bikes(); dock++) {
                Instant now = Clock.systemUTC().instant();
                PhoneNumber phone = new PhoneNumber("+5732%d%05d".formatted(100 + Town.ALL.indexOf(town), dock));
                RiderId rider = riders.putRider(phone, now);
                riders.recordConsent(rider, policy, now);
                desk.request(new UnlockRequest(rider, new IdempotencyKey("wish"), printedCode(town, dock)), now);
            }
        }
    }

    /** A ride of two days by a new rider's card, as far as a station knows that has lost its clock. */
    void rideByALostClock(Town town, String bike) throws SQLException {
        Instant now = Clock.systemUTC().instant();
        RiderId rider = riders.putRider(new PhoneNumber("+573105550199"), now);
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO card (card_id, holder, valid_from, valid_until, rider_id)"
                                + " VALUES ('C-lost', 'rider', now() - interval '9 days', now() + interval '9 days', ?)")) {
            statement.setString(1, rider.value());
            statement.executeUpdate();
        }
        new LostClock(town, now).tell(database.dataSource(), new BikeId(bike), new CardId("C-lost"));
    }

    /** How many orders riders have given until now. */
    int unlocks() throws SQLException {
        return count("SELECT count(*) FROM command WHERE kind = 'unlock'");
    }

    /** By a refresh token that was used twice. */
    int sessionsEndedByReuse() throws SQLException {
        return count("SELECT count(*) FROM session_family WHERE ended_why = 'reused'");
    }

    private int count(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Every rider's session is over. */
    void endSessions() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE session_family"
                                + " SET ended_at = now(), ended_why = 'signed-out' WHERE rider_id IS NOT NULL AND ended_at IS NULL")) {
            statement.executeUpdate();
        }
    }

    /** The secret of a one-time link for somebody in the control room. */
    String operatorLink() {
        return staffLink(OPERATOR, Role.DISPATCHER);
    }

    /** The secret of a one-time link for somebody of this role, whose name is the role's. */
    String staffLink(Role role) {
        return staffLink(new StaffId(role.word()), role);
    }

    private String staffLink(StaffId id, Role role) {
        Instant now = Clock.systemUTC().instant();
        new PostgresStaff(database.dataSource()).put(new Staff.Member(id, "Ana Ruiz", role, true), now);
        return new PostgresSignInLinks(database.dataSource()).createLink(new Principal.OfStaff(id, role), now);
    }

    /** The sign-in code in the newest message to this phone, as the demo inbox shows it. */
    String codeSentTo(String phone) throws IOException, InterruptedException {
        URI inbox = home().resolve("/demo/inbox?phone=" + URLEncoder.encode(phone, StandardCharsets.UTF_8));
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(inbox).build(), HttpResponse.BodyHandlers.ofString());
        Matcher code = SIX_DIGITS.matcher(answer.body());
        if (!code.find()) {
            throw new IllegalStateException("no code in the inbox: " + answer.body());
        }
        return code.group();
    }

    @Override
    public void close() throws IOException {
        stations.values().forEach(StationController::close);
        threads.close();
        proxy.close();
        pages.close();
        server.close();
        Rest.assertSound(database.dataSource());
        database.close();
        test.close();
    }
}
