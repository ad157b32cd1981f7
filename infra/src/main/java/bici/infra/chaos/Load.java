package bici.infra.chaos;

import bici.infra.chaos.Verdict.Wrong;
import bici.simulator.station.StationThreads;
import bici.simulator.station.Street;
import bici.wire.WireFact.Happening;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Stations where something happens at a steady rate: a bike is docked, its dock breaks and is repaired, the bike is taken
 * out by force. What they told is kept in memory: this process is not killed.
 */
final class Load implements AutoCloseable {
    static final CitySetting.Size SIZE = new CitySetting.Size(20, 1, 20, 1, 1);

    private final StationThreads threads = new StationThreads(SIZE.stations());
    private final List<CityStation> stations;
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final long pauseNanos;
    private final List<Thread> acting = new ArrayList<>();
    private volatile boolean over;

    /** @param factsASecond of all stations together */
    Load(CitySetting setting, int factsASecond, Clock clock) {
        SplittableRandom dice = new SplittableRandom(setting.seed());
        this.stations = setting.stations().stream()
                .map(name -> new CityStation(name, setting, threads, clock, dice.split(), false))
                .toList();
        this.pauseNanos = TimeUnit.SECONDS.toNanos(1) * SIZE.stations() / Math.max(1, factsASecond);
    }

    void start() {
        Street street = new Street() {
            @Override
            public boolean pulls(String station, int dock, String bike) {
                return true;
            }

            @Override
            public void aboutToHappen(String station, int journal, long sequence, Happening happening) {
                told.put(station + '.' + journal + '.' + sequence, happening.kind());
            }
        };
        for (CityStation station : stations) {
            station.controller().setStreet(street);
            station.controller().start();
            acting.add(Thread.ofVirtual().start(() -> act(station)));
        }
    }

    private void act(CityStation station) {
        String bike = "L" + station.name();
        long next = System.nanoTime();
        try {
            for (int n = 0; !over; n++) {
                switch (n % 4) {
                    case 0 -> station.controller().dockBike(1, bike).join();
                    case 1 -> station.controller().failDock(1, "motor-stall").join();
                    case 2 -> station.controller().clearDock(1).join();
                    default -> station.controller().forceBike(1).join();
                }
                next += pauseNanos;
                TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing more happens. Waits for what happens just now. */
    void stop() {
        over = true;
        for (Thread each : acting) {
            try {
                each.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    long told() {
        return told.size();
    }

    long waiting() {
        return stations.stream().mapToLong(s -> s.controller().waiting()).sum();
    }

    boolean isDelivered() {
        return waiting() == 0;
    }

    Verdict compare(Recorded recorded) {
        Verdict verdict = new Verdict();
        told.forEach((fact, kind) -> {
            if (!recorded.facts().getOrDefault(fact, "").startsWith(kind)) {
                verdict.add(Wrong.LOST, "fact " + fact + ' ' + kind);
            }
        });
        Set<String> known = told.keySet();
        recorded.facts().keySet().stream()
                .filter(fact -> !known.contains(fact))
                .forEach(fact -> verdict.add(Wrong.INVENTED, "fact " + fact));
        for (int n = 0; n < recorded.repeatedFacts(); n++) {
            verdict.add(Wrong.DUP, "a fact is recorded more than once");
        }
        return verdict;
    }

    @Override
    public void close() {
        over = true;
        stations.forEach(CityStation::close);
        threads.close();
    }
}
