package bici.infra.replay;

import bici.simulator.replay.ReplayPlan;
import bici.simulator.replay.StationPlan;
import bici.simulator.station.StationClock;
import bici.simulator.station.StationController;
import bici.simulator.station.StationFolder;
import bici.simulator.station.StationSettings;
import bici.simulator.station.StationThreads;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** All stations of a plan in this process, each with its own certificate, journal and connection. Any thread. */
final class StationSwarm implements AutoCloseable {
    private static final int BOOT = 1;
    /** Shorter than in the street: nobody else shares this server. */
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);

    private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);

    private final StationThreads threads;
    private final List<StationController> stations = new ArrayList<>();

    /**
     * Opens the stations' journals; {@link #start()} connects them.
     *
     * @param stationFolders holds one folder for each station, named by its id
     */
    StationSwarm(ReplayPlan plan, Path stationFolders, int mqttPort, Clock wall, SplittableRandom random) {
        this.threads = new StationThreads(plan.stations().size());
        Duration uptime = Duration.between(Instant.ofEpochMilli(plan.bootMs()), wall.instant());
        URI server = URI.create("ssl://localhost:" + mqttPort);
        for (StationPlan station : plan.stations()) {
            StationSettings settings = new StationSettings(
                    station.station(),
                    new StationFolder(stationFolders.resolve(station.station())),
                    station.docks(),
                    server,
                    FIRST_RETRY,
                    LONGEST_RETRY);
            stations.add(new StationController(
                    settings, StationClock.runningFor(uptime, BOOT, wall), threads, random.split()));
        }
    }

    void start() {
        stations.forEach(StationController::start);
    }

    long acknowledged() {
        return stations.stream().mapToLong(StationController::acknowledged).sum();
    }

    long waiting() {
        return stations.stream().mapToLong(StationController::waiting).sum();
    }

    @Override
    public void close() {
        stations.parallelStream().forEach(StationController::close);
        threads.close();
    }
}
