package bici.infra.run;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** All stations of a run in this process, each with its own certificate, journal and connection. Any thread. */
public final class StationSwarm implements AutoCloseable {
    private static final int FIRST_BOOT = 1;
    /** Shorter than in the street: nobody else shares this server. */
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);

    private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);

    private final StationThreads threads;
    private final Map<String, StationController> stations = new LinkedHashMap<>();

    /** A station of the swarm. */
    public record Member(String station, int docks) {}

    /**
     * Where stations live and whom they call.
     *
     * @param folders holds one folder for each station, named by its id
     * @param server such as {@code ssl://localhost:8883}
     * @param firstBoot when a station that never ran before was started
     */
    public record Setting(Path folders, URI server, Instant firstBoot) {}

    /** Opens the stations' journals; {@link #start()} connects them. A station that ran before starts its next boot. */
    public StationSwarm(List<Member> members, Setting setting, Clock wall, SplittableRandom random) {
        this.threads = new StationThreads(members.size());
        Duration uptime = Duration.between(setting.firstBoot(), wall.instant());
        for (Member member : members) {
            StationFolder folder = new StationFolder(setting.folders().resolve(member.station()));
            StationSettings settings = new StationSettings(
                    member.station(), folder, member.docks(), setting.server(), FIRST_RETRY, LONGEST_RETRY);
            StationClock clock = folder.findBoot()
                    .map(last -> StationClock.starting(last + 1, wall))
                    .orElseGet(() -> StationClock.runningFor(uptime, FIRST_BOOT, wall));
            stations.put(member.station(), new StationController(settings, clock, threads, random.split()));
        }
    }

    /** A member; {@link IllegalArgumentException} when there is none of that id. */
    public StationController get(String station) {
        StationController controller = stations.get(station);
        if (controller == null) {
            throw new IllegalArgumentException("no such station here: " + station);
        }
        return controller;
    }

    /** By station id. */
    public Map<String, StationController> controllers() {
        return Map.copyOf(stations);
    }

    public void start() {
        stations.values().forEach(StationController::start);
    }

    public long acknowledged() {
        return stations.values().stream()
                .mapToLong(StationController::acknowledged)
                .sum();
    }

    public long waiting() {
        return stations.values().stream().mapToLong(StationController::waiting).sum();
    }

    @Override
    public void close() {
        stations.values().parallelStream().forEach(StationController::close);
        threads.close();
    }
}
