package bici.infra.chaos;

import bici.infra.server.TokenKeyFile;
import bici.simulator.city.Fleet;
import bici.simulator.rider.Api;
import bici.simulator.station.StationThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Stations and people on a server that suffers. Its process may be killed at any moment and started again. */
final class City implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    /**
     * Two stations' clocks may differ by some seconds and count as right (decision 0006): a bike that was elsewhere sooner
     * would be docked before it left, which no bike can do.
     */
    private static final int SHORTEST_RIDE_MS = 6_000;

    private static final int LONGEST_RIDE_MS = 10_000;
    private static final int BOOTS_FOR_A_REUSE = 4;

    private final CitySetting setting;
    private final Clock clock;
    private final SplittableRandom dice;
    private final TruthJournal truth;
    private final StationThreads threads;
    private final TruthStreet street;
    private final List<CityStation> stations;
    private final Crowd crowd;
    /** One request a connection: a link that goes mute then harms one rider, not all. */
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService rides = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Long> noted = new HashMap<>();
    private volatile boolean calm;

    City(CitySetting setting, Clock clock) {
        this.setting = setting;
        this.clock = clock;
        this.dice = new SplittableRandom(setting.seed() * 1_000 + setting.start());
        this.truth = TruthJournal.open(setting.truth(), clock);
        this.threads = new StationThreads(setting.size().stations());
        this.street = new TruthStreet(truth, dice.split(), this::ride);
        this.stations = setting.stations().stream().map(this::station).toList();
        this.crowd =
                new Crowd(stations, truth, new Api(setting.http(), client), TokenKeyFile.open(setting.folder(), clock));
    }

    private CityStation station(String name) {
        boolean forgetful = dice.nextInt(BOOTS_FOR_A_REUSE) == 0;
        CityStation station = new CityStation(name, setting, threads, clock, dice.split(), forgetful);
        if (station.reusesBoot()) {
            truth.strike(name, StationFault.BOOT_REUSED);
        }
        station.controller().setStreet(street);
        return station;
    }

    /** Bikes that stand in no dock are in somebody's hands; at the very first start they all are. */
    void start() {
        Set<String> docked = new HashSet<>();
        stations.forEach(station -> docked.addAll(station.bikes().values()));
        stations.forEach(station -> station.controller().start());
        for (int n = 1; n <= setting.size().bikes(); n++) {
            if (!docked.contains(Fleet.bike(n))) {
                street.find(Fleet.bike(n));
                ride(Fleet.bike(n), docked.isEmpty() ? 0 : SHORTEST_RIDE_MS);
            }
        }
        readRiders().forEach(rider -> live(people, own -> crowd.ride(rider, own)));
        live(
                people,
                own -> crowd.tapCards(
                        new CardHolders(setting.start(), setting.size().cards(), street::isOut), own));
        live(people, crowd::giveOrders);
        live(people, crowd::readStickers);
        live(people, this::troubleStations);
    }

    /** One thread of somebody's life. */
    private interface Life {
        void live(SplittableRandom dice) throws InterruptedException;
    }

    private void live(ExecutorService where, Life life) {
        SplittableRandom own;
        synchronized (dice) {
            own = dice.split();
        }
        where.execute(() -> {
            try {
                life.live(own);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private List<String> readRiders() {
        try {
            return Files.readAllLines(setting.riders());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the riders", e);
        }
    }

    private void ride(String bike) {
        ride(bike, SHORTEST_RIDE_MS);
    }

    /** Whoever holds a bike puts it into some dock a little later. */
    private void ride(String bike, int shortestMs) {
        live(rides, own -> {
            TimeUnit.MILLISECONDS.sleep(calm ? shortestMs : own.nextInt(shortestMs, LONGEST_RIDE_MS));
            while (street.isOut(bike)) {
                stations.get(own.nextInt(stations.size())).dock(bike);
            }
        });
    }

    private void troubleStations(SplittableRandom own) throws InterruptedException {
        StationTrouble trouble =
                new StationTrouble(stations, truth, own.split(), setting.size().docks());
        while (!calm) {
            TimeUnit.MILLISECONDS.sleep(own.nextInt(500, 2_000));
            trouble.strike();
        }
        trouble.setAllRight();
    }

    long acknowledged() {
        return stations.stream().mapToLong(s -> s.controller().acknowledged()).sum();
    }

    long waiting() {
        return stations.stream().mapToLong(s -> s.controller().waiting()).sum();
    }

    /** Writes down up to where each station was told that its facts are kept. Not for more than one thread. */
    void noteAcknowledged() {
        for (CityStation station : stations) {
            long now = station.controller().acknowledged();
            if (now > noted.getOrDefault(station.name(), 0L)) {
                noted.put(station.name(), now);
                truth.acknowledged(station.name(), station.controller().journal(), now);
            }
        }
    }

    int rides() {
        return crowd.rides();
    }

    /** Everybody gets their answer and docks. Blocking; false when that took too long. */
    boolean comeToRest() throws InterruptedException {
        crowd.stop();
        calm = true;
        people.shutdown();
        boolean settled = people.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        long end = System.nanoTime() + STOP_LIMIT.toNanos();
        while (street.countOut() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return settled && street.countOut() == 0;
    }

    /** Every station connects anew and shows what stands in its docks. */
    void showInventories() {
        stations.forEach(station -> station.controller().loseConnection());
    }

    /** Whether every station is connected and has told everything. */
    boolean isDelivered() {
        return waiting() == 0 && stations.stream().allMatch(CityStation::isAccepted);
    }

    @Override
    public void close() {
        people.shutdownNow();
        rides.shutdownNow();
        List<Thread> closing = new ArrayList<>();
        stations.forEach(station -> closing.add(Thread.ofVirtual().start(station::close)));
        for (Thread each : closing) {
            try {
                each.join(STOP_LIMIT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.close();
        client.close();
        truth.close();
    }
}
