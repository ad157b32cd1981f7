package bici.infra.bench;

import bici.infra.bench.floor.FloorProcess;
import bici.infra.bench.floor.FloorProgram;
import bici.infra.bench.floor.FloorSql;
import bici.infra.bench.load.Rides;
import bici.infra.bench.load.StationCrowd;
import bici.infra.bench.measure.Measurement;
import bici.infra.bench.measure.Pairs;
import bici.infra.bench.measure.Target;
import bici.infra.run.ServerProcess;
import java.time.Duration;
import java.util.List;

/**
 * Messages of one fact from 200 stations, as fast as they are acknowledged: removals and dockings that open and close
 * trips. The floor keeps the same messages as they are.
 */
final class IngestBenchmark implements Benchmark {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Override
    public List<Measurement> run(Setting setting) {
        int bikes = setting.size(30, 5);
        int facts = setting.size(150_000, 2_000);
        try (BenchCity city = BenchCity.open(setting, "ingest", setting.size(200, 10), 2 * bikes)) {
            Rides.Plan plan = city.people().plan(city.stations().size(), bikes);
            try (FloorProcess floor = city.startFloor(FloorProgram.Kind.MQTT);
                    ServerProcess server = city.startServer();
                    StationCrowd below = city.connect(floor.mqttPort(), plan.listVersion());
                    StationCrowd above = city.connect(server.mqttPort(), plan.listVersion())) {
                Rides floorRides = new Rides(below, plan);
                Rides rides = new Rides(above, plan);
                floorRides.dockFirst(LIMIT);
                city.register(rides.bikes());
                rides.dockFirst(LIMIT);
                Pairs.Figures figures = setting.pairs()
                        .run("ingest", () -> perSecond(floorRides, facts), () -> perSecond(rides, facts));
                setting.progress().say("ingest: count what is stored, audit");
                BenchCity.require(
                        "messages of the floor", floorRides.count().facts(), city.count(FloorSql.COUNT_RAW_FACTS));
                city.check(rides.count());
                return List.of(
                        figures.named("ingest", "facts/s").with(Target.ratioAtLeast(0.60), Target.neverUnder(10_000)));
            }
        }
    }

    private static double perSecond(Rides rides, int facts) {
        long began = System.nanoTime();
        rides.say(facts, LIMIT);
        return facts / ((System.nanoTime() - began) / 1e9);
    }
}
