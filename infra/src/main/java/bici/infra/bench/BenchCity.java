package bici.infra.bench;

import bici.fleet.operations.AllowList;
import bici.fleet.operations.CardRegister;
import bici.fleet.operations.StationRegister.Position;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.report.Audit.Finding;
import bici.fleet.report.Totals.Sums;
import bici.fleet.store.PostgresAudit;
import bici.fleet.store.PostgresCards;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.store.PostgresTotals;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.StationAuthority;
import bici.infra.bench.load.Rides;
import bici.infra.bench.load.StationCrowd;
import bici.infra.command.CommandFailed;
import bici.infra.database.Database;
import bici.infra.run.RunPlace;
import bici.infra.run.ServerProcess;
import bici.infra.server.ProofKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** An empty database with so many stations in it, their certificates, and the server as a process of its own. */
final class BenchCity implements AutoCloseable {
    private static final Duration VALID = Duration.ofDays(30);
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
            database = Database.open(place.source(), line -> {});
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

    RunPlace place() {
        return place;
    }

    DataSource dataSource() {
        return database.dataSource();
    }

    /** One rider's card for each bike, on the allow-list that the stations hold. */
    Rides.Plan plan(int bikesPerStation) {
        PostgresCards register = new PostgresCards(database.dataSource(), ProofKey.open(place.folder()));
        var from = setting.clock().instant().minus(VALID);
        var until = setting.clock().instant().plus(VALID);
        register.put(IntStream.range(0, stations.size() * bikesPerStation)
                .mapToObj(n ->
                        new CardRegister.Card(new CardId("C%06d".formatted(n)), AllowList.Holder.RIDER, from, until))
                .toList());
        AllowList list = register.getAllowList();
        List<Rides.Card> cards = list.entries().stream()
                .map(entry -> new Rides.Card(entry.card().value(), entry.proof()))
                .toList();
        return new Rides.Plan(bikesPerStation, list.version(), cards);
    }

    /** All stations, on line. */
    StationCrowd connect(int mqttPort, long listVersion) {
        setting.progress().say("connect " + stations.size() + " stations");
        StationCrowd crowd = new StationCrowd(setting.clock());
        try {
            crowd.connect(stations, place.stations(), mqttPort, listVersion);
            return crowd;
        } catch (RuntimeException e) {
            crowd.close();
            throw e;
        }
    }

    ServerProcess startServer() {
        return startServer("");
    }

    /** With options of its virtual machine, such as {@code -Xmx96m}. */
    ServerProcess startServer(String javaOptions) {
        List<String> arguments = new ArrayList<>(place.serverOptions());
        arguments.addAll(List.of("--mqtt-port", "0", "--http-port", "0"));
        arguments.addAll(List.of("--station-connects", "600"));
        arguments.addAll(List.of("--station-messages", String.valueOf(MOST_FROM_A_STATION)));
        Map<String, String> environment = new HashMap<>(place.serverEnvironment());
        if (!javaOptions.isEmpty()) {
            environment.put("JAVA_TOOL_OPTIONS", javaOptions);
        }
        return ServerProcess.start(arguments, environment, place.serverLog());
    }

    /**
     * Holds what is stored against what was acknowledged, and against the audit. With the database at rest.
     *
     * @throws CommandFailed when anything is lost, made up or broken
     */
    void check(Rides.Count said) {
        Sums stored = new PostgresTotals(database.dataSource()).getSums();
        require("facts", said.facts(), stored.facts());
        require("finished trips", said.trips(), stored.tripsClosed());
        require("trips", said.trips() + said.openTrips(), stored.tripsOpened());
        for (Finding finding : new PostgresAudit(database.dataSource()).run()) {
            if (finding.violations() > 0) {
                throw new CommandFailed("the audit found " + finding);
            }
        }
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
