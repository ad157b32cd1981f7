package bici.infra.bench;

import bici.fleet.vocabulary.RiderId;
import bici.infra.bench.load.MapReaders;
import bici.infra.bench.load.Renters;
import bici.infra.bench.load.Rides;
import bici.infra.bench.load.StationCrowd;
import bici.infra.bench.load.Telemetry;
import bici.infra.bench.measure.Latencies;
import bici.infra.bench.measure.Measurement;
import bici.infra.bench.measure.ProcessorTime;
import bici.infra.bench.measure.ResidentMemory;
import bici.infra.bench.measure.Spread;
import bici.infra.bench.measure.Target;
import bici.infra.command.CommandFailed;
import bici.infra.run.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A whole city as it is meant to be served on two cores, with room: stations, rides by card and by telephone, telemetry,
 * and everybody who looks at the map. There is no floor; it is measured once, whatever the number of pairs.
 */
final class CityBenchmark implements Benchmark {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int BIKES = 8;
    /** A removal and a docking each: they are part of the facts a second. */
    private static final int FACTS_OF_AN_UNLOCK = 2;

    /** All that goes on. */
    private record Life(StationCrowd crowd, Rides rides, Renters renters, Telemetry telemetry, MapReaders readers) {}

    /** What was seen of it. */
    private record Seen(
            Latencies acknowledgements, Renters.Unlocks unlocks, MapReaders.Reads reads, double idlePercent) {
        /** Of all that was seen until then. */
        List<String> failures() {
            return Stream.concat(unlocks.failures().stream(), reads.failures().stream())
                    .toList();
        }
    }

    @Override
    public List<Measurement> run(Setting setting) {
        Renters.Plan rented = new Renters.Plan(setting.size(1, 2), 2 * BIKES + 1);
        try (BenchCity city = BenchCity.open(setting, "city", setting.size(2_500, 20), 2 * BIKES + 4)) {
            Rides.Plan ridden = city.people().plan(city.stations().size(), BIKES);
            try (ServerProcess server = city.startServer();
                    StationCrowd crowd = city.connect(server.mqttPort(), ridden.listVersion())) {
                Life life = new Life(
                        crowd,
                        new Rides(crowd, ridden),
                        new Renters(crowd, server.httpPort(), rented),
                        new Telemetry(crowd),
                        new MapReaders(crowd, server.httpPort()));
                city.register(life.rides.bikes());
                city.register(life.renters.bikes());
                life.rides.dockFirst(LIMIT);
                life.renters.dockFirst(LIMIT);
                List<RiderId> riders = city.people().riders(life.renters.bikes().size());
                setting.progress().say("city: warm-up");
                Seen warmUp = goOn(setting, city, life, riders, Duration.ofMillis(setting.size(30_000, 500)));
                setting.progress().say("city: measure");
                Seen seen = goOn(setting, city, life, riders, Duration.ofMillis(setting.size(300_000, 1_500)));
                double megabytes = ResidentMemory.peakMegabytes(server.pid());
                setting.progress().say("city: count what is stored, audit");
                check(setting, city, life, seen);
                return measurements(warmUp, seen, megabytes);
            }
        }
    }

    private static Seen goOn(Setting setting, BenchCity city, Life life, List<RiderId> riders, Duration time) {
        int unlocks = setting.size(11, 4);
        life.renters.equip(city.people().phones(riders, life.renters.bikes()));
        life.crowd.measureAcknowledgements();
        ProcessorTime before = ProcessorTime.read();
        life.rides.pace(setting.size(350, 40) - FACTS_OF_AN_UNLOCK * unlocks);
        life.telemetry.pace(setting.size(700, 70));
        life.renters.pace(unlocks);
        life.readers.pace(setting.size(500, 50));
        life.crowd.letBe(time);
        double idlePercent = ProcessorTime.read().idlePercentSince(before);
        Latencies acknowledgements = life.crowd.takeAcknowledgements();
        life.rides.rest(LIMIT);
        life.telemetry.rest(LIMIT);
        return new Seen(acknowledgements, life.renters.rest(LIMIT), life.readers.rest(LIMIT), idlePercent);
    }

    /** Times are not judged in a short run; whether everything was answered is. */
    private static void check(Setting setting, BenchCity city, Life life, Seen seen) {
        List<String> failures = seen.failures();
        failures.stream().limit(5).forEach(failure -> setting.progress().say("city: error: " + failure));
        if (setting.quick() && !failures.isEmpty()) {
            throw new CommandFailed(failures.size() + " errors, the first: " + failures.getFirst());
        }
        BenchCity.require("unlocks with their trip", seen.unlocks.granted(), city.count(BenchSql.COUNT_UNLOCKS));
        city.awaitReadings(life.telemetry.values());
        city.check(life.rides.count().plus(life.renters.count()));
    }

    private static List<Measurement> measurements(Seen warmUp, Seen seen, double megabytes) {
        List<Measurement> all = new ArrayList<>();
        all.add(one("city, PUBACK p99", "ms", seen.acknowledgements.millis(99)).with(Target.atMost(250)));
        all.add(one("city, unlock p99", "ms", seen.unlocks.latencies().millis(99))
                .with(Target.atMost(500)));
        all.add(one("city, reads p99", "ms", seen.reads.latencies().millis(99)));
        all.add(count("city, errors", seen.failures().size() - warmUp.failures().size())
                .with(Target.atMost(0)));
        all.add(count("city, errors of the warm-up", warmUp.failures().size()));
        all.add(count("city, told to come again", seen.unlocks.askedAgain() - warmUp.unlocks.askedAgain())
                .with(Target.atMost(0)));
        all.add(count("city, told to come again, warm-up", warmUp.unlocks.askedAgain()));
        all.add(one("city, idle", "%", seen.idlePercent).with(Target.atLeast(25)));
        all.add(one("city, peak memory", "MB", megabytes).with(Target.atMost(600)));
        return all;
    }

    private static Measurement count(String name, long value) {
        return one(name, "", (double) value);
    }

    private static Measurement one(String name, String unit, double value) {
        return Measurement.of(name, unit, new Spread(List.of(value)));
    }
}
