package bici.infra.replay;

import bici.fleet.operations.AllowList;
import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.StationAuthority;
import bici.infra.command.CommandFailed;
import bici.infra.database.Database;
import bici.infra.machine.Progress;
import bici.infra.run.Journals;
import bici.infra.run.RunPlace;
import bici.infra.run.ServerProcess;
import bici.infra.run.StationSwarm;
import bici.infra.server.ProofKey;
import bici.simulator.replay.ReplayPlan;
import bici.simulator.replay.ReplayPlanner;
import bici.simulator.replay.Ride;
import bici.simulator.replay.StationFile;
import bici.simulator.replay.StationPlan;
import bici.simulator.replay.TripHistory;
import bici.simulator.replay.WireFacts;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** A replay from the files to the last line, step by step. */
final class ReplayRun {
    private final ReplayOptions options;
    private final RunPlace place;
    private final Clock clock;
    private final Progress progress;
    private final Consumer<String> results;

    /**
     * One replay.
     *
     * @param progress what is being done, for a person
     * @param results what came out, for people and scripts
     */
    ReplayRun(ReplayOptions options, RunPlace place, Clock clock, Progress progress, Consumer<String> results) {
        this.options = options;
        this.place = place;
        this.clock = clock;
        this.progress = progress;
        this.results = results;
    }

    /**
     * Plays and compares.
     *
     * @throws CommandFailed when the database is not empty
     * @throws bici.simulator.replay.BadInput when a file cannot be read
     */
    ReplaySummary run() {
        ReplayPlan plan = plan();
        if (plan.rides().isEmpty()) {
            return reportNothing(plan);
        }
        SplittableRandom random = new SplittableRandom(options.seed());
        progress.say("database: " + place.source().describe());
        try (Database database = Database.open(place.source(), progress)) {
            prepare(plan, database);
            deliver(plan, random);
            progress.say("export and compare");
            List<Ride> exported =
                    ExportedTrips.read(database.dataSource(), place.folder().resolve("replay-export.csv"));
            TripMatch match = TripMatch.of(plan.rides(), exported);
            return report(plan, match, TripIds.digest(database.dataSource()));
        }
    }

    private ReplayPlan plan() {
        progress.say("read " + options.trips().size() + " trip files");
        TripHistory history = TripHistory.read(options.trips(), options.reading());
        var sites = options.stations().map(StationFile::read).orElse(Map.of());
        ReplayPlan plan = new ReplayPlanner(history, sites, options.repeat(), clock.instant()).plan();
        plan.notes().forEach(progress::say);
        progress.say(PlanReport.size(plan));
        return plan;
    }

    private void prepare(ReplayPlan plan, Database database) {
        StationAuthority authority = StationAuthority.open(place.folder(), List.of(), clock);
        City city = new City(database.dataSource(), ProofKey.open(place.folder()), clock);
        if (!city.isEmpty()) {
            throw new CommandFailed("the database holds stations already; a replay needs an empty one");
        }
        AllowList list = city.takeIn(plan);
        progress.say("make " + plan.stations().size() + " certificates, write the journals");
        plan.stations().stream().map(StationPlan::station).map(StationId::new).forEach(authority::createStation);
        WireFacts facts = WireFacts.of(plan, list.version(), Journals.proofs(list));
        Journals.write(plan.stations(), facts, place.stations());
    }

    private void deliver(ReplayPlan plan, SplittableRandom random) {
        progress.say("start the server");
        if (options.kills() > 0) {
            progress.say("seed of the kills: " + options.seed());
        }
        try (RunningServer server = new RunningServer(this::startServer);
                StationSwarm stations = new StationSwarm(members(plan), setting(plan, server), clock, random.split())) {
            KillPlan kills = new KillPlan(options.kills(), plan.facts(), random.split());
            new Delivery(stations, server, kills, progress).run();
            progress.say("stop stations and server");
        }
    }

    private static List<StationSwarm.Member> members(ReplayPlan plan) {
        return plan.stations().stream()
                .map(station -> new StationSwarm.Member(station.station(), station.docks()))
                .toList();
    }

    private StationSwarm.Setting setting(ReplayPlan plan, RunningServer server) {
        return new StationSwarm.Setting(
                place.stations(),
                URI.create("ssl://localhost:" + server.mqttPort()),
                Instant.ofEpochMilli(plan.bootMs()));
    }

    private ServerProcess startServer(int mqttPort) {
        List<String> arguments = new ArrayList<>(place.serverOptions());
        arguments.addAll(List.of("--mqtt-port", String.valueOf(mqttPort), "--http-port", "0"));
        // Each kill makes every station connect again, which is no storm of theirs.
        arguments.addAll(List.of("--station-connects", "600"));
        // All of them are of this machine.
        arguments.addAll(List.of("--station-connections-each", "4000"));
        return ServerProcess.start(arguments, place.serverEnvironment(), place.serverLog());
    }

    private ReplaySummary report(ReplayPlan plan, TripMatch match, String tripIds) {
        match.missing().forEach(trip -> results.accept("missing: " + trip));
        match.unexpected().forEach(trip -> results.accept("unexpected: " + trip));
        PlanReport.reasons(plan).forEach(results);
        results.accept("trip ids: sha256=" + tripIds);
        return last(ReplaySummary.of(plan, match));
    }

    /** No server is started to play nothing. */
    private ReplaySummary reportNothing(ReplayPlan plan) {
        PlanReport.reasons(plan).forEach(results);
        results.accept(PlanReport.nothing(plan));
        return last(ReplaySummary.of(plan, TripMatch.of(List.of(), List.of())));
    }

    private ReplaySummary last(ReplaySummary summary) {
        results.accept(summary.toLine());
        return summary;
    }
}
