package bici.infra.bench;

import bici.infra.bench.load.Rides;
import bici.infra.bench.load.StationCrowd;
import bici.infra.bench.measure.Measurement;
import bici.infra.run.ServerProcess;
import java.time.Duration;
import java.util.List;

/**
 * What one station whose dates are noise costs all others. The floor is the same city before that station says anything; there
 * is a fresh one for each round.
 */
final class HostileBenchmark implements Benchmark {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int BIKES = 4;

    @Override
    public List<Measurement> run(Setting setting) {
        int ordinary = setting.size(40, 4);
        int rounds = setting.pairs().warmUps() + setting.pairs().runs();
        Filling filling = Filling.of(ordinary, setting.size(50_000, 100));
        try (BenchCity city = BenchCity.open(setting, "hostile", ordinary + rounds, 2 * BIKES)) {
            filling.write(city.dataSource(), setting.clock().instant());
            Rides.Plan plan = city.people().plan(ordinary, BIKES);
            List<String> noisy = city.stations().subList(ordinary, ordinary + rounds);
            city.register(noisy.stream().map(HostileRounds::bike).toList());
            try (ServerProcess server = city.startServerAsItIs();
                    StationCrowd crowd = city.connect(
                            city.stations().subList(0, ordinary),
                            city.aMinuteAgo(),
                            server.mqttPort(),
                            plan.listVersion())) {
                crowd.continueAfter(filling.factsPerStation());
                Rides others = new Rides(crowd, plan);
                city.register(others.bikes());
                others.dockFirst(LIMIT);
                HostileRounds hostile = new HostileRounds(setting, city, others, crowd, noisy);
                List<Measurement> measured = hostile.run(server.mqttPort(), plan.listVersion());
                BenchCity.require(
                        "facts",
                        filling.facts() + others.count().facts() + hostile.facts(),
                        city.count(BenchSql.COUNT_FACTS));
                return measured;
            }
        }
    }
}
