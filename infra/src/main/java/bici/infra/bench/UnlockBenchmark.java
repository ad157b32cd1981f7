package bici.infra.bench;

import bici.fleet.vocabulary.RiderId;
import bici.infra.bench.floor.FloorProcess;
import bici.infra.bench.floor.FloorProgram;
import bici.infra.bench.floor.FloorSql;
import bici.infra.bench.load.Renters;
import bici.infra.bench.load.StationCrowd;
import bici.infra.bench.load.Telemetry;
import bici.infra.bench.measure.Latencies;
import bici.infra.bench.measure.Measurement;
import bici.infra.bench.measure.Pairs;
import bici.infra.bench.measure.Target;
import bici.infra.command.CommandFailed;
import bici.infra.run.ServerProcess;
import java.time.Duration;
import java.util.List;

/**
 * From a telephone's request to its answer, with stations that obey at once, while telemetry comes in. The floor does the
 * same over the same transports: two commits and nothing between them.
 */
final class UnlockBenchmark implements Benchmark {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** One side of a pair: its stations, the riders in front of them, and the telemetry behind. */
    private record Street(StationCrowd crowd, Renters renters, Telemetry telemetry) {
        static Street over(BenchCity city, StationCrowd crowd, int httpPort, Renters.Plan plan) {
            Street street = new Street(crowd, new Renters(crowd, httpPort, plan), new Telemetry(crowd));
            city.register(street.renters.bikes());
            street.renters.dockFirst(LIMIT);
            return street;
        }
    }

    @Override
    public List<Measurement> run(Setting setting) {
        Renters.Plan plan = new Renters.Plan(setting.size(10, 4), 1);
        try (BenchCity city = BenchCity.open(setting, "unlock", setting.size(200, 10), 2 * plan.bikesPerStation());
                FloorProcess floor = city.startFloor(FloorProgram.Kind.UNLOCK);
                ServerProcess server = city.startServer();
                StationCrowd below = city.connect(floor.mqttPort(), 0);
                StationCrowd above = city.connect(server.mqttPort(), 0)) {
            Street bare = Street.over(city, below, floor.httpPort(), plan);
            Street street = Street.over(city, above, server.httpPort(), plan);
            List<RiderId> riders = city.people().riders(street.renters.bikes().size());
            street.renters.equip(city.people().phones(riders, street.renters.bikes()));
            if (!setting.quick()) {
                setting.progress().say("unlock: a quarter of the load, before the first pair");
                measure(setting, bare, 4);
                measure(setting, street, 4);
            }
            List<Pairs.Figures> figures = setting.pairs()
                    .run(List.of("unlock p50", "unlock p99"), () -> measure(setting, bare, 1), () -> {
                        street.renters.equip(city.people().phones(riders, street.renters.bikes()));
                        return measure(setting, street, 1);
                    });
            setting.progress()
                    .say("unlock: asked again after 503: floor "
                            + bare.renters.rest(LIMIT).askedAgain() + ", product "
                            + street.renters.rest(LIMIT).askedAgain());
            setting.progress().say("unlock: count what is stored, audit");
            check(city, bare, street);
            return List.of(
                    figures.get(0).named("unlock p50", "ms").with(Target.ratioAtMost(1.5)),
                    figures.get(1).named("unlock p99", "ms").with(Target.ratioAtMost(2.5)));
        }
    }

    /** @param thinner this part of the load: programs that have just started have not been compiled yet */
    private static List<Double> measure(Setting setting, Street street, int thinner) {
        street.telemetry.pace(setting.size(1_000, 100) / thinner);
        street.renters.pace(setting.size(100, 20) / thinner);
        street.crowd.letBe(Duration.ofMillis(setting.size(20_000, 1_000)));
        Renters.Unlocks unlocks = street.renters.rest(LIMIT);
        street.telemetry.rest(LIMIT);
        Latencies latencies = granted(unlocks);
        return List.of(latencies.millis(50), latencies.millis(99));
    }

    private static Latencies granted(Renters.Unlocks unlocks) {
        if (!unlocks.failures().isEmpty()) {
            throw new CommandFailed(unlocks.failures().size() + " of " + unlocks.asked()
                    + " unlocks failed, the first: " + unlocks.failures().getFirst());
        }
        BenchCity.require("unlocks answered with a trip", unlocks.asked(), unlocks.granted());
        return unlocks.latencies();
    }

    private static void check(BenchCity city, Street bare, Street street) {
        BenchCity.require(
                "unlocks of the floor", bare.renters.rest(LIMIT).granted(), city.count(FloorSql.COUNT_RAW_UNLOCKS));
        BenchCity.require(
                "unlocks with their trip", street.renters.rest(LIMIT).granted(), city.count(BenchSql.COUNT_UNLOCKS));
        city.awaitReadings(street.telemetry.values());
        city.check(street.renters.count());
    }
}
