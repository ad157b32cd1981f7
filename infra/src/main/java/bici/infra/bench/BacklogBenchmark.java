package bici.infra.bench;

import bici.infra.bench.load.Past;
import bici.infra.bench.load.Rides;
import bici.infra.bench.load.StationCrowd;
import bici.infra.bench.measure.Measurement;
import bici.infra.database.SecondSchema;
import bici.infra.run.ServerProcess;
import java.time.Duration;
import java.util.List;

/**
 * Stations that were off line hand over hours of journal at once while all the others go on. The floor copies the same
 * facts from one file into the same table, in a schema beside, while the same others go on.
 */
final class BacklogBenchmark implements Benchmark {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration MARGIN = Duration.ofMinutes(10);

    @Override
    public List<Measurement> run(Setting setting) {
        int returning = setting.size(200, 6);
        int bikes = setting.size(30, 10);
        try (BenchCity city = BenchCity.open(setting, "backlog", setting.size(2_500, 14), 2 * bikes)) {
            Rides.Plan plan = city.people().plan(city.stations().size(), setting.size(4, 2));
            List<String> live =
                    city.stations().subList(returning, city.stations().size());
            try (SecondSchema beside = SecondSchema.open(city.address());
                    ServerProcess server = city.startServer();
                    StationCrowd others =
                            city.connect(live, city.aMinuteAgo(), server.mqttPort(), plan.listVersion())) {
                Rides rides = new Rides(others, plan);
                city.register(rides.bikes());
                rides.dockFirst(LIMIT);
                rides.pace(setting.size(322, 20));
                int rounds = setting.pairs().warmUps() + setting.pairs().runs();
                Past past = new Past(
                        city.stations().subList(0, returning),
                        bikes,
                        setting.clock()
                                .instant()
                                .minus(BacklogRounds.PORTION.multipliedBy(rounds))
                                .minus(MARGIN));
                city.register(past.bikes());
                BacklogRounds pairs = new BacklogRounds(setting, city, past, others, beside.dataSource());
                List<Measurement> measured = pairs.run(server.mqttPort(), plan.listVersion());
                rides.rest(LIMIT);
                setting.progress().say("backlog: count what is stored, audit");
                BenchCity.require(
                        "facts of the floor",
                        past.count().facts(),
                        BenchCity.count(beside.dataSource(), BenchSql.COUNT_FACTS));
                city.check(rides.count().plus(past.count()));
                return measured;
            }
        }
    }
}
