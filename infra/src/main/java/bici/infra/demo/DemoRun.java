package bici.infra.demo;

import bici.fleet.people.Role;
import bici.fleet.report.Audit.Finding;
import bici.fleet.report.Totals.Sums;
import bici.fleet.store.PostgresAudit;
import bici.fleet.store.PostgresTotals;
import bici.infra.command.CommandFailed;
import bici.infra.database.Database;
import bici.infra.machine.Heartbeat;
import bici.infra.machine.Progress;
import bici.infra.run.EndOfRun;
import bici.infra.run.RunPlace;
import bici.infra.run.ServerProcess;
import bici.infra.run.StationSwarm;
import bici.simulator.city.Demand;
import bici.simulator.city.Place;
import bici.simulator.city.Places;
import bici.simulator.live.LiveCity;
import bici.simulator.live.People;
import bici.simulator.live.Stickers;
import bici.simulator.rider.Api;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A demo from an empty folder to its last line, step by step. */
final class DemoRun {
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration SAY_EVERY = Duration.ofSeconds(10);
    /** For the browsers and scripts of who looks on. */
    private static final int LEAST_CONNECTIONS = 256;
    /** Of nothing being acknowledged. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DemoOptions options;
    private final RunPlace place;
    private final Clock clock;
    private final Heartbeat progress;
    private final Consumer<String> results;
    private final EndOfRun ending;
    private final List<Place> places = Places.listDemoPlaces();
    private final Demand demand;

    /**
     * One demo.
     *
     * @param progress what is being done, for a person
     * @param results addresses, links and figures
     */
    DemoRun(
            DemoOptions options,
            RunPlace place,
            Clock clock,
            Progress progress,
            Consumer<String> results,
            EndOfRun ending) {
        this.options = options;
        this.place = place;
        this.clock = clock;
        this.progress = new Heartbeat(progress);
        this.results = results;
        this.ending = ending;
        this.demand = new Demand(places, Demand.PILOT_TRIPS_A_DAY, options.seed());
    }

    /** Returns when it is over: after its time, or when the program is told to end. */
    DemoSummary run() {
        Progress steps = ending.steps(progress);
        steps.say("database: " + place.source().describe());
        try (progress;
                Database database = Database.open(place.source(), steps)) {
            Instant firstBoot = new DemoCity(places, place, clock, steps).takeIn(database, demand, options.days());
            Sums before = live(database, firstBoot);
            progress.say("audit");
            Sums after = new PostgresTotals(database.dataSource()).getSums();
            List<Finding> findings = new PostgresAudit(database.dataSource()).run();
            progress.rest();
            findings.stream()
                    .filter(finding -> finding.violations() > 0)
                    .forEach(finding -> results.accept(finding.invariant() + " violations=" + finding.violations()
                            + "  " + finding.title() + " " + finding.examples()));
            DemoSummary summary = DemoSummary.of(
                    before,
                    after,
                    findings.stream().mapToLong(Finding::violations).sum());
            results.accept(summary.toLine());
            return summary;
        }
    }

    /** The answer is what there was before anybody rode. */
    private Sums live(Database database, Instant firstBoot) {
        ending.steps(progress).say("start the server");
        try (ServerProcess server = startServer();
                StationSwarm stations = swarm(server, firstBoot)) {
            ending.steps(progress).say("connect " + places.size() + " stations");
            stations.start();
            deliver(stations, server);
            Sums before = new PostgresTotals(database.dataSource()).getSums();
            DemoPeople people = new DemoPeople(database, place, clock);
            URI address = URI.create("http://127.0.0.1:" + server.httpPort());
            try (HttpClient client = HttpClient.newHttpClient()) {
                Stickers stickers = Stickers.fetch(new Api(address, client), people.createLink(Role.TECHNICIAN));
                LiveCity city = new LiveCity(setting(address, stickers), stations.controllers());
                try (StreetServer street = new StreetServer(
                        city, address, FreePorts.orFree(options.ports().street()))) {
                    city.start();
                    progress.rest();
                    new Welcome(address, street.port(), server.mqttPort(), options.ports())
                            .print(people.createLinks(), results);
                    await(server, city);
                } finally {
                    progress.say("everybody docks");
                    city.close();
                }
            }
            deliver(stations, server);
            progress.say("stop stations and server");
            return before;
        }
    }

    private LiveCity.Setting setting(URI address, Stickers stickers) {
        People people = new People(address, new People.Count(options.phones(), DemoCity.CARDS), clock);
        return new LiveCity.Setting(
                places, demand, DemoCity.FIRST_DAY, options.tempo(), people, stickers, options.seed());
    }

    private ServerProcess startServer() {
        List<String> arguments = new ArrayList<>(place.serverOptions());
        arguments.addAll(List.of(
                "--mqtt-port", String.valueOf(FreePorts.orFree(options.ports().mqtt()))));
        arguments.addAll(List.of(
                "--http-port", String.valueOf(FreePorts.orFree(options.ports().http()))));
        arguments.add("--demo-inbox");
        // All phones are of this machine.
        arguments.addAll(List.of("--http-connections-each", String.valueOf(LEAST_CONNECTIONS + 4 * options.phones())));
        arguments.addAll(List.of("--data-controller", "Entidad de ejemplo (demostración)"));
        arguments.addAll(List.of("--data-contact", "Dirección de ejemplo, Bucaramanga (demostración)"));
        arguments.addAll(List.of("--data-rights", "datos@demostracion.example"));
        options.map().ifPresent(file -> arguments.addAll(List.of("--map", file.toString())));
        return ServerProcess.start(arguments, place.serverEnvironment(), place.serverLog());
    }

    private StationSwarm swarm(ServerProcess server, Instant firstBoot) {
        return new StationSwarm(
                places.stream()
                        .map(at -> new StationSwarm.Member(at.station(), at.docks()))
                        .toList(),
                new StationSwarm.Setting(
                        place.stations(), URI.create("ssl://localhost:" + server.mqttPort()), firstBoot),
                clock,
                new SplittableRandom(options.seed()));
    }

    /** Returns when the stations have nothing left to say; a server that is told to end takes no more. */
    private void deliver(StationSwarm stations, ServerProcess server) {
        long all = stations.waiting();
        long left = all;
        long movedNanos = System.nanoTime();
        if (left > 0) {
            progress.say("deliver " + left + " facts");
        }
        while (left > 0 && server.isAlive()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            long now = stations.waiting();
            if (now < left) {
                movedNanos = System.nanoTime();
            }
            left = now;
            progress.update("deliver " + all + " facts, " + (all - left) + " are acknowledged");
            if (System.nanoTime() - movedNanos > PATIENCE.toNanos()) {
                throw new CommandFailed("nothing was acknowledged for " + PATIENCE.toSeconds() + " s, " + left
                        + " facts are left; the server's log: " + place.serverLog());
            }
        }
    }

    private void await(ServerProcess server, LiveCity city) {
        long began = System.nanoTime();
        long said = began;
        while (!ending.isWanted() && server.isAlive()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            long now = System.nanoTime();
            if (options.time().filter(time -> now - began >= time.toNanos()).isPresent()) {
                return;
            }
            if (now - said > SAY_EVERY.toNanos()) {
                said = now;
                progress.say(city.figures().describe());
                progress.rest();
            }
        }
        if (!ending.isWanted()) {
            throw new CommandFailed("the server ended by itself; its log: " + place.serverLog());
        }
    }
}
