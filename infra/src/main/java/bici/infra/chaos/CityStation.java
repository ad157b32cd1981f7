package bici.infra.chaos;

import bici.simulator.station.StationClock;
import bici.simulator.station.StationController;
import bici.simulator.station.StationFolder;
import bici.simulator.station.StationSettings;
import bici.simulator.station.StationThreads;
import bici.wire.WireFact.Happening;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** A station of the city with the clock on its wall. Any thread; waits for moments. */
final class CityStation implements AutoCloseable {
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);
    private static final Duration UPTIME = Duration.ofHours(1);

    private final String name;
    private final SteppedClock clock;
    private final StationClock uptime;
    private final boolean reusesBoot;
    private final StationController controller;

    /** @param forgetful gives this start the number of the one before, if there was one */
    CityStation(
            String name,
            CitySetting setting,
            StationThreads threads,
            Clock wall,
            RandomGenerator dice,
            boolean forgetful) {
        this.name = name;
        this.clock = new SteppedClock(wall);
        StationFolder files = new StationFolder(setting.stationFolder(name));
        Optional<Integer> boot = files.findBoot();
        this.reusesBoot = forgetful && boot.isPresent();
        this.uptime = boot.map(last -> StationClock.starting(reusesBoot ? last : last + 1, clock))
                .orElseGet(() -> StationClock.runningFor(UPTIME, 1, clock));
        this.controller = new StationController(
                new StationSettings(name, files, setting.size().docks(), setting.mqtt(), FIRST_RETRY, LONGEST_RETRY),
                uptime,
                threads,
                dice);
    }

    String name() {
        return name;
    }

    SteppedClock clock() {
        return clock;
    }

    StationClock uptime() {
        return uptime;
    }

    boolean reusesBoot() {
        return reusesBoot;
    }

    StationController controller() {
        return controller;
    }

    Map<Integer, String> bikes() {
        return orElse(Map.of(), () -> controller.bikes().join());
    }

    Optional<Integer> dock(String bike) {
        return orElse(Optional.empty(), () -> controller.dockBike(bike).join());
    }

    boolean tap(int dock, String card) {
        return orElse(false, () -> controller.tapCard(dock, card).join());
    }

    /** It says so; nothing of it happens. */
    boolean tell(Happening invented) {
        return orElse(false, () -> controller.tell(invented).join());
    }

    boolean isAccepted() {
        return orElse(false, () -> controller.isAccepted().join());
    }

    private static <T> T orElse(T nothing, Supplier<T> act) {
        try {
            return act.get();
        } catch (CompletionException | RejectedExecutionException stopping) {
            return nothing;
        }
    }

    @Override
    public void close() {
        controller.close();
    }
}
