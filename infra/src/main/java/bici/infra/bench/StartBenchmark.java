package bici.infra.bench;

import bici.infra.bench.floor.FloorProcess;
import bici.infra.bench.floor.FloorProgram;
import bici.infra.bench.load.Rides;
import bici.infra.bench.load.StationCrowd;
import bici.infra.bench.measure.Measurement;
import bici.infra.bench.measure.ResidentMemory;
import bici.infra.bench.measure.Spread;
import bici.infra.bench.measure.Target;
import bici.infra.command.CommandFailed;
import bici.infra.machine.Shell;
import bici.infra.run.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * From nothing to ready with the database already up, beside {@code java -version} and an empty HTTP server; then the
 * memory of the server process while 20 stations use it.
 */
final class StartBenchmark implements Benchmark {
    private static final int STATIONS = 20;
    private static final int BIKES = 10;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Override
    public List<Measurement> run(Setting setting) {
        try (BenchCity city = BenchCity.open(setting, "start", STATIONS, 2 * BIKES)) {
            List<Double> virtualMachine = new ArrayList<>();
            List<Double> empty = new ArrayList<>();
            List<Double> product = new ArrayList<>();
            int warmUps = setting.pairs().warmUps();
            for (int round = 0; round < warmUps + setting.pairs().runs(); round++) {
                double bare = seconds(() -> askVersion(city.place().folder()));
                double http = startEmpty(city);
                double ready = startAndStop(city);
                setting.progress()
                        .say("start: java -version %.2f s, empty HTTP server %.2f s, product %.2f s"
                                .formatted(bare, http, ready));
                if (round >= warmUps) {
                    virtualMachine.add(bare);
                    empty.add(http);
                    product.add(ready);
                }
            }
            Spread started = new Spread(product);
            return List.of(
                    Measurement.of("start beside java -version", "s", new Spread(virtualMachine), started),
                    Measurement.of("start beside an empty server", "s", new Spread(empty), started)
                            .with(Target.atMost(4)),
                    memory(setting, city).with(Target.atMost(300)));
        }
    }

    private static double seconds(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e9;
    }

    private static void askVersion(Path folder) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try {
            if (!Shell.run(folder, LIMIT, Map.of(), List.of(java, "-version")).isSuccess()) {
                throw new CommandFailed(java + " -version failed");
            }
        } catch (IOException e) {
            throw new CommandFailed(java + " does not start", e);
        }
    }

    /** Only the start counts. */
    private static double startEmpty(BenchCity city) {
        long began = System.nanoTime();
        Path log = city.place().folder().resolve("floor.log");
        try (FloorProcess floor = FloorProcess.start(FloorProgram.Kind.HTTP, List.of(), Map.of(), log)) {
            double ready = (System.nanoTime() - began) / 1e9;
            if (floor.httpPort() <= 0) {
                throw new CommandFailed("ready without a port");
            }
            return ready;
        }
    }

    /** As above. */
    private static double startAndStop(BenchCity city) {
        long began = System.nanoTime();
        try (ServerProcess server = city.startServer()) {
            double ready = (System.nanoTime() - began) / 1e9;
            if (server.mqttPort() <= 0 || server.httpPort() <= 0) {
                throw new CommandFailed("ready without ports");
            }
            return ready;
        }
    }

    /** One server; looked at after each portion of rides. */
    private static Measurement memory(Setting setting, BenchCity city) {
        Rides.Plan plan = city.people().plan(city.stations().size(), BIKES);
        int facts = setting.size(2_000, 400);
        try (ServerProcess server = city.startServer();
                StationCrowd crowd = city.connect(server.mqttPort(), plan.listVersion())) {
            Rides rides = new Rides(crowd, plan);
            city.register(rides.bikes());
            rides.dockFirst(LIMIT);
            Spread resident = setting.pairs().run("start: resident MB", () -> {
                rides.say(facts, LIMIT);
                return ResidentMemory.megabytes(server.pid());
            });
            city.check(rides.count());
            return Measurement.of("memory with 20 stations", "MB", resident);
        }
    }
}
