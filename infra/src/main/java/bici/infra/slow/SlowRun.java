package bici.infra.slow;

import bici.fleet.operations.StationRegister.Station;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.StationAuthority;
import bici.infra.bench.load.StationCrowd;
import bici.infra.database.Database;
import bici.infra.machine.Progress;
import bici.infra.run.RunPlace;
import bici.infra.run.ServerProcess;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A server of its own as {@code serve} starts it, some stations, and the attack. Blocking. */
final class SlowRun {
    private static final List<String> STATIONS = List.of("L01", "L02", "L03", "L04");
    private static final String LATECOMER = "L05";
    private static final int DOCKS = 12;
    private static final Duration UPTIME = Duration.ofMinutes(1);

    private final RunPlace place;
    private final Clock clock;
    private final Progress progress;
    private final Consumer<String> results;

    SlowRun(RunPlace place, Clock clock, Progress progress, Consumer<String> results) {
        this.place = place;
        this.clock = clock;
        this.progress = progress;
        this.results = results;
    }

    /** @param make of where the server listens */
    SlowSummary run(Function<SlowAttack.Target, SlowAttack.Setting> make) {
        progress.say("set up a database with stations");
        try (Database database = Database.open(place.source(), progress)) {
            takeIn(database);
            progress.say("start the server");
            try (ServerProcess server = startServer();
                    StationCrowd crowd = crowd();
                    StationCrowd late = crowd()) {
                progress.say("connect " + STATIONS.size() + " stations");
                crowd.connect(STATIONS, place.stations(), server.mqttPort(), 0);
                SlowAttack.Setting setting = make.apply(new SlowAttack.Target(server.httpPort(), server.mqttPort()));
                Runnable latecomer = () -> late.connect(List.of(LATECOMER), place.stations(), server.mqttPort(), 0);
                return new SlowAttack(setting, results).run(new SlowAttack.Stations(crowd, latecomer), progress);
            }
        }
    }

    private void takeIn(Database database) {
        StationAuthority authority = StationAuthority.open(place.folder(), List.of(), clock);
        List<Station> all = new ArrayList<>();
        List<String> names = new ArrayList<>(STATIONS);
        names.add(LATECOMER);
        for (String name : names) {
            StationId id = new StationId(name);
            all.add(new Station(id, "Estación " + name, Optional.empty(), DOCKS));
            authority.createStation(id);
        }
        new PostgresStationRegister(database.dataSource(), clock).put(all);
    }

    private ServerProcess startServer() {
        List<String> arguments = new ArrayList<>(place.serverOptions());
        arguments.addAll(List.of("--mqtt-port", "0", "--http-port", "0"));
        return ServerProcess.start(arguments, place.serverEnvironment(), place.serverLog());
    }

    private StationCrowd crowd() {
        return new StationCrowd(clock, clock.instant().minus(UPTIME));
    }
}
