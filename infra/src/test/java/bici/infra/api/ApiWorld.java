package bici.infra.api;

import bici.api.access.AccessTokens;
import bici.fleet.dock.Birth;
import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.Birth.Lock;
import bici.fleet.dock.Cause;
import bici.fleet.dock.Delivery;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Stamp;
import bici.fleet.operations.CommandQueue.QueuedCommand;
import bici.fleet.operations.Notices;
import bici.fleet.operations.PrintedCodes.Printed;
import bici.fleet.operations.StationRegister.Position;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.people.PhoneNumber;
import bici.fleet.people.Principal;
import bici.fleet.people.Role;
import bici.fleet.people.SignInLinks;
import bici.fleet.people.Staff;
import bici.fleet.store.PostgresCommandQueue;
import bici.fleet.store.PostgresPrintedCodes;
import bici.fleet.store.PostgresRiders;
import bici.fleet.store.PostgresSignInLinks;
import bici.fleet.store.PostgresStaff;
import bici.fleet.store.PostgresStationLedger;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import bici.gateway.options.GatewayOptions;
import bici.infra.database.Database;
import bici.infra.database.DatabaseSource;
import bici.infra.database.Rest;
import bici.infra.database.TestDatabase;
import bici.infra.machine.Progress;
import bici.infra.server.HttpOptions;
import bici.infra.server.PhoneKey;
import bici.infra.server.Server;
import bici.infra.server.TokenKeyFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A server with one station, three bikes and nobody in it; what the station does is told straight to the ledger. */
final class ApiWorld implements AutoCloseable {
    static final StationId UIS = new StationId("uis");
    static final String POLICY = "2026-11";
    private static final int DOCKS = 6;

    private final TestDatabase test = TestDatabase.createKnowingEveryBike();
    private final Database database = Database.open(new DatabaseSource.Server(test.address()), Progress.SILENT);
    private final Clock clock = Clock.systemUTC();
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicInteger births = new AtomicInteger();
    private final PostgresStationLedger ledger =
            new PostgresStationLedger(test.dataSource(), (card, version, proof) -> true);
    private final PostgresCommandQueue queue = new PostgresCommandQueue(test.dataSource(), Notices.none());
    private final PostgresRiders riders;
    private final PostgresStaff staff = new PostgresStaff(test.dataSource());
    private final SignInLinks links = new PostgresSignInLinks(test.dataSource());
    private final Path keys;
    private final Server server;
    private final AccessTokens tokens;
    private final ApiClient client;

    private ApiWorld(Path keys, HttpOptions http) {
        this.keys = keys;
        this.riders = new PostgresRiders(test.dataSource(), PhoneKey.open(keys));
        this.server = Server.start(database, keys, GatewayOptions.defaults().withAddress("127.0.0.1", 0), http, clock);
        this.tokens = TokenKeyFile.open(keys, clock);
        this.client = new ApiClient(server.httpPort());
        new PostgresStationRegister(test.dataSource(), clock)
                .put(List.of(new Station(UIS, "UIS", Optional.of(new Position(7.139, -73.121)), DOCKS)));
        birth("B1", "B2", "B3");
    }

    static ApiWorld open(Path keys) {
        return withSignInsPerMinute(keys, 1_000);
    }

    static ApiWorld withSignInsPerMinute(Path keys, int count) {
        return new ApiWorld(keys, HttpOptions.on("127.0.0.1", 0).withDemoInbox().withSignInsPerMinute(count));
    }

    static ApiWorld withoutInbox(Path keys) {
        return new ApiWorld(keys, HttpOptions.on("127.0.0.1", 0));
    }

    ApiClient client() {
        return client;
    }

    int port() {
        return server.httpPort();
    }

    Path keys() {
        return keys;
    }

    /** A rider who has agreed to everything. */
    RiderId rider(int number) {
        RiderId rider = newRider(number);
        riders.recordConsent(rider, POLICY, clock.instant());
        return rider;
    }

    RiderId newRider(int number) {
        return riders.putRider(new PhoneNumber("+57300%07d".formatted(number)), clock.instant());
    }

    String token(RiderId rider) {
        return tokens.create(new Principal.OfRider(rider));
    }

    /** Of a member of staff with this role. */
    String token(Role role) {
        StaffId id = new StaffId(role.word());
        staff.put(new Staff.Member(id, role.word(), role, true), clock.instant());
        return tokens.create(new Principal.OfStaff(id, role));
    }

    String link(Role role) {
        StaffId id = new StaffId(role.word());
        staff.put(new Staff.Member(id, role.word(), role, true), clock.instant());
        return links.createLink(new Principal.OfStaff(id, role), clock.instant());
    }

    String code(String bike) {
        return new PostgresPrintedCodes(test.dataSource())
                .listCodes().stream()
                        .filter(printed ->
                                printed.bike().filter(new BikeId(bike)::equals).isPresent())
                        .map(Printed::code)
                        .findFirst()
                        .orElseThrow()
                        .value();
    }

    /** The station connects, with these bikes in its first docks. */
    void birth(String... bikes) {
        List<DockReading> docks = new ArrayList<>();
        for (int dock = 1; dock <= DOCKS; dock++) {
            Optional<BikeId> bike = dock <= bikes.length ? Optional.of(new BikeId(bikes[dock - 1])) : Optional.empty();
            docks.add(new DockReading(dock, bike, bike.isPresent() ? Lock.LOCKED : Lock.UNLOCKED, Optional.empty()));
        }
        Instant now = clock.instant();
        Birth.Clock device = new Birth.Clock(now, Duration.ofHours(1), Stamp.ClockQuality.SYNCED, now);
        ledger.openSession(new Birth(
                UIS, "n" + births.incrementAndGet(), 1, 1, device, "1.0", "rev-a", 0, 0, sequence.get(), 0, docks));
    }

    /** What the gateway would send now, marked as sent; empty while nothing waits. */
    List<QueuedCommand> take() {
        return queue.takeQueued(List.of(UIS), clock.instant());
    }

    /** The rider pulls the bike of this command. */
    void obey(QueuedCommand command, String bike) {
        tell(new Event.BikeRemoved(command.dock().orElseThrow(), new BikeId(bike), new Cause.ByCommand(command.id())));
    }

    /** Out by a rider's card and in again. */
    void rideByCard(int dock, String bike) {
        tell(new Event.BikeRemoved(dock, new BikeId(bike), new Cause.ByCard(new CardId("card-1"), 0, "proof")));
        dock(dock, bike);
    }

    /** For verbs of the command line. */
    String databaseUrl() {
        return test.url();
    }

    void dock(int dock, String bike) {
        tell(new Event.BikeDocked(dock, new BikeId(bike)));
    }

    private void tell(Event event) {
        Instant now = clock.instant();
        Stamp stamp = new Stamp(now, Duration.ofHours(1).plusMillis(births.get()), 1, Stamp.ClockQuality.SYNCED, false);
        Fact fact = new Fact(new FactId(UIS, 1, sequence.incrementAndGet()), stamp, event);
        ledger.record(List.of(new Delivery(UIS, now, List.of(fact), List.of())));
    }

    void execute(String sql) {
        try (Connection connection = test.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        server.close();
        Rest.assertSound(database.dataSource());
        database.close();
        test.close();
    }
}
