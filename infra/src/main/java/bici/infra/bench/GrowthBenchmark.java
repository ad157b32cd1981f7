package bici.infra.bench;

import bici.infra.bench.load.Count;
import bici.infra.bench.load.Rides;
import bici.infra.bench.load.StationCrowd;
import bici.infra.bench.measure.Measurement;
import bici.infra.bench.measure.Target;
import bici.infra.run.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the cost of a fact grows with stations and with what is stored already: the load of {@code ingest} on a city beside
 * the same load on another. The floor of each point is the base, so the table is the curve. As many facts are in flight
 * everywhere, since batches would else be larger where there are more stations.
 */
final class GrowthBenchmark implements Benchmark {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int IN_FLIGHT = 600;
    private static final int AUDITED = 1_000_000;
    /** Half of a server's time goes to the compiler before it has recorded so many: on each side, before any pair. */
    private static final int WARM_UP = 60_000;

    /** One city: so many stations, so many facts stored before anything is measured. */
    private record Point(String name, int stations, int stored) {
        /** Enough for all that is in flight. */
        int bikesPerStation() {
            return Math.max(2, Math.min(30, 2 * IN_FLIGHT / stations));
        }
    }

    /** One of them under load. */
    private record Side(
            Point point, Filling filling, BenchCity city, ServerProcess server, StationCrowd crowd, Rides rides)
            implements AutoCloseable {
        static Side open(Setting setting, Point point) {
            BenchCity city = BenchCity.open(setting, "growth", point.stations, 2 * point.bikesPerStation());
            ServerProcess server = null;
            try {
                setting.progress().say("growth: " + point.name + ": store " + point.stored + " facts");
                Filling filling = Filling.of(point.stations, point.stored);
                filling.write(city.dataSource(), setting.clock().instant());
                Rides.Plan plan = city.people().plan(point.stations, point.bikesPerStation());
                server = city.startServer();
                StationCrowd crowd = city.connect(server.mqttPort(), plan.listVersion());
                crowd.continueAfter(filling.factsPerStation());
                Rides rides = new Rides(crowd, plan).withMostInFlight(IN_FLIGHT);
                city.register(rides.bikes());
                rides.dockFirst(LIMIT);
                return new Side(point, filling, city, server, crowd, rides);
            } catch (RuntimeException e) {
                if (server != null) {
                    server.close();
                }
                city.close();
                throw e;
            }
        }

        double perSecond(int facts) {
            long began = System.nanoTime();
            rides.say(facts, LIMIT);
            return facts / ((System.nanoTime() - began) / 1e9);
        }

        /** The audit of the largest record takes longer than all the rest: there only counts are held against each other. */
        void check() {
            Count said = rides.count();
            Count all = new Count(said.facts() + filling.facts(), said.trips() + filling.trips(), said.openTrips());
            if (point.stored > AUDITED) {
                city.checkCounts(all);
            } else {
                city.check(all);
            }
        }

        @Override
        public void close() {
            crowd.close();
            server.close();
            city.close();
        }
    }

    @Override
    public List<Measurement> run(Setting setting) {
        int facts = setting.size(20_000, 600);
        Point base = new Point("base", setting.size(200, 10), setting.size(100_000, 400));
        List<Measurement> curve = new ArrayList<>();
        for (Point point : points(setting)) {
            // A base of its own for each: it must not have grown by the rounds of the points before.
            try (Side below = Side.open(setting, base);
                    Side above = Side.open(setting, point)) {
                setting.progress().say("growth: " + point.name + ": warm up");
                int warmUp = setting.size(WARM_UP, facts);
                below.perSecond(warmUp);
                above.perSecond(warmUp);
                curve.add(setting.pairs()
                        .run(point.name, () -> below.perSecond(facts), () -> above.perSecond(facts))
                        .named("growth, " + point.name, "facts/s")
                        .with(Target.ratioAtLeast(0.8)));
                setting.progress().say("growth: " + point.name + ": count what is stored, audit");
                below.check();
                above.check();
            }
        }
        return curve;
    }

    private static List<Point> points(Setting setting) {
        if (setting.quick()) {
            return List.of(new Point("2,000 facts stored", 20, 2_000));
        }
        return List.of(
                new Point("20 stations", 20, 100_000),
                new Point("2,500 stations", 2_500, 100_000),
                new Point("10^6 facts stored", 200, 1_000_000),
                new Point("10^7 facts stored", 200, 10_000_000));
    }
}
