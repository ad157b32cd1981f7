package bici.infra.fuzz;

import bici.fleet.operations.StationRegister.Position;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.store.PostgresFleet;
import bici.fleet.store.PostgresPrintedCodes;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.StationAuthority;
import bici.infra.command.CommandFailed;
import bici.infra.database.Database;
import bici.infra.run.RunPlace;
import bici.infra.run.ServerProcess;
import bici.infra.run.StationSwarm;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** A server of its own on the loopback address, with three simulated stations and people of every role. */
final class FuzzCity implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final Duration UP_BEFORE = Duration.ofHours(1);
    /** One address asks for everybody here. */
    private static final String SIGN_INS = "1000000";

    private final RunPlace place;
    private final Database database;
    private final ServerProcess server;
    private final StationSwarm swarm;
    private final Docks docks;
    private final People people;
    private final Map<String, String> codes;

    private FuzzCity(RunPlace place, Database database, ServerProcess server, Clock clock, long seed) {
        this.place = place;
        this.database = database;
        this.server = server;
        this.swarm = new StationSwarm(
                Docks.stations().stream()
                        .map(station -> new StationSwarm.Member(station, Docks.DOCKS))
                        .toList(),
                new StationSwarm.Setting(
                        place.stations(),
                        URI.create("ssl://localhost:" + server.mqttPort()),
                        clock.instant().minus(UP_BEFORE)),
                clock,
                new SplittableRandom(seed));
        this.docks = new Docks(swarm);
        this.people = new People(place, database.dataSource(), clock);
        swarm.start();
        await("the stations were not heard", docks::areHeard);
        this.codes = new PostgresPrintedCodes(database.dataSource())
                .listCodes().stream()
                        .filter(printed -> printed.bike().isPresent())
                        .collect(Collectors.toMap(
                                printed -> printed.bike().map(BikeId::value).orElseThrow(),
                                printed -> printed.code().value()));
    }

    /** Starts all of it. */
    static FuzzCity open(RunPlace place, Clock clock, long seed) {
        Database database = Database.open(place.source(), line -> {}, PATIENCE);
        try {
            takeIn(place, database.dataSource(), clock);
            List<String> arguments = new ArrayList<>(place.serverOptions());
            arguments.addAll(List.of("--mqtt-port", "0", "--http-port", "0", "--station-connects", "6000"));
            arguments.addAll(List.of("--demo-inbox", "--sign-ins", SIGN_INS));
            ServerProcess server = ServerProcess.start(arguments, place.serverEnvironment(), place.serverLog());
            try {
                return new FuzzCity(place, database, server, clock, seed);
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static void takeIn(RunPlace place, DataSource database, Clock clock) {
        StationAuthority authority = StationAuthority.open(place.folder(), List.of(), clock);
        List<Station> all = new ArrayList<>();
        for (String name : Docks.stations()) {
            StationId id = new StationId(name);
            Position position = new Position(7.12 + all.size() * 0.01, -73.12);
            all.add(new Station(id, "Estación " + name, Optional.of(position), Docks.DOCKS));
            authority.createStation(id);
        }
        new PostgresStationRegister(database, clock).put(all);
        new PostgresFleet(database, clock)
                .found(Docks.bikes().stream().map(BikeId::new).toList());
    }

    /** Throws {@link CommandFailed} saying what did not happen in half a minute. */
    static void await(String failure, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new CommandFailed(failure);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    int port() {
        return server.httpPort();
    }

    Path log() {
        return place.serverLog();
    }

    Docks docks() {
        return docks;
    }

    People people() {
        return people;
    }

    /** Printed on this bike. */
    String code(String bike) {
        return Optional.ofNullable(codes.get(bike))
                .orElseThrow(() -> new CommandFailed("no code is printed for bike " + bike));
    }

    @Override
    public void close() {
        try {
            swarm.close();
        } finally {
            try {
                server.close();
            } finally {
                database.close();
            }
        }
    }
}
