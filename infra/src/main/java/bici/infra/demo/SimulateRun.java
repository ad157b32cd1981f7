package bici.infra.demo;

import bici.infra.command.CommandFailed;
import bici.infra.machine.Progress;
import bici.infra.run.EndOfRun;
import bici.infra.run.StationSwarm;
import bici.simulator.city.Demand;
import bici.simulator.city.Fleet;
import bici.simulator.city.Place;
import bici.simulator.city.Places;
import bici.simulator.live.LiveCity;
import bici.simulator.live.People;
import bici.simulator.live.Stickers;
import bici.simulator.live.Tempo;
import bici.simulator.station.StationFolder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A city that lives on a server of somebody's, step by step. */
final class SimulateRun {
    private static final Duration UP_BEFORE = Duration.ofHours(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration SAY_EVERY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Options options;
    private final Clock clock;
    private final Progress progress;

    /** Which server, and how the city lives. */
    record Options(
            URI server,
            URI mqtt,
            Path stations,
            long seed,
            Optional<Duration> time,
            Tempo tempo,
            int phones,
            int cards) {}

    SimulateRun(Options options, Clock clock, Progress progress) {
        this.options = options;
        this.clock = clock;
        this.progress = progress;
    }

    /** Returns the last line when it is over: after its time, or when the program is told to end. */
    String run(Supplier<Stickers> stickers) {
        List<Place> places = Places.listDemoPlaces().stream()
                .filter(place -> Files.isDirectory(options.stations().resolve(place.station())))
                .toList();
        if (places.isEmpty()) {
            throw new CommandFailed("there is no folder of a station S01 to S20 in " + options.stations());
        }
        boolean isNew = places.stream()
                .allMatch(place -> new StationFolder(options.stations().resolve(place.station()))
                        .findBoot()
                        .isEmpty());
        try (EndOfRun ending = EndOfRun.beforeTheRest();
                StationSwarm stations = swarm(places)) {
            if (isNew) {
                dockFirst(places, stations);
            }
            progress.say("connect " + places.size() + " stations to " + options.mqtt());
            stations.start();
            deliver(stations, ending);
            People people = new People(options.server(), new People.Count(options.phones(), options.cards()), clock);
            Demand demand = new Demand(places, Demand.PILOT_TRIPS_A_DAY, options.seed());
            LiveCity city = new LiveCity(
                    new LiveCity.Setting(
                            places,
                            demand,
                            DemoCity.FIRST_DAY,
                            options.tempo(),
                            people,
                            stickers.get(),
                            options.seed()),
                    stations.controllers());
            try {
                city.start();
                await(city, ending);
            } finally {
                progress.say("everybody docks");
                city.close();
            }
            deliver(stations, ending);
            return "simulate: stations=" + places.size() + " waiting=" + stations.waiting() + " "
                    + city.figures().describe();
        }
    }

    private StationSwarm swarm(List<Place> places) {
        return new StationSwarm(
                places.stream()
                        .map(at -> new StationSwarm.Member(at.station(), at.docks()))
                        .toList(),
                new StationSwarm.Setting(
                        options.stations(), options.mqtt(), clock.instant().minus(UP_BEFORE)),
                clock,
                new SplittableRandom(options.seed()));
    }

    private static void dockFirst(List<Place> places, StationSwarm stations) {
        int docks = places.stream().mapToInt(Place::docks).sum();
        int bikes = docks
                * DemoCity.BIKES
                / Places.listDemoPlaces().stream().mapToInt(Place::docks).sum();
        Fleet.spread(places, bikes)
                .forEach((place, standing) -> standing.forEach(bike -> {
                    if (stations.get(place.station()).dockBike(bike).join().isEmpty()) {
                        throw new CommandFailed("station " + place.station() + " takes no bike");
                    }
                }));
    }

    private void deliver(StationSwarm stations, EndOfRun ending) {
        long best = stations.waiting();
        long bestNanos = System.nanoTime();
        while (best > 0 && !ending.isWanted()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            long now = stations.waiting();
            if (now < best) {
                bestNanos = System.nanoTime();
                best = now;
            }
            if (System.nanoTime() - bestNanos > PATIENCE.toNanos()) {
                throw new CommandFailed("nothing was acknowledged for " + PATIENCE.toSeconds() + " s by "
                        + options.mqtt() + ": does it know these stations?");
            }
        }
    }

    private void await(LiveCity city, EndOfRun ending) {
        long began = System.nanoTime();
        long said = began;
        while (!ending.isWanted()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            long now = System.nanoTime();
            if (options.time().filter(time -> now - began >= time.toNanos()).isPresent()) {
                return;
            }
            if (now - said > SAY_EVERY.toNanos()) {
                said = now;
                progress.say(city.figures().describe());
            }
        }
    }
}
