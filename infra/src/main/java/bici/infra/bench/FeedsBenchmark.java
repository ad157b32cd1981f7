package bici.infra.bench;

import bici.infra.bench.floor.FloorProcess;
import bici.infra.bench.floor.FloorProgram;
import bici.infra.bench.load.PageReaders;
import bici.infra.bench.load.PageReaders.Answers;
import bici.infra.bench.load.PageReaders.Page;
import bici.infra.bench.load.Rides;
import bici.infra.bench.load.StationCrowd;
import bici.infra.bench.measure.Measurement;
import bici.infra.bench.measure.Target;
import bici.infra.command.CommandFailed;
import bici.infra.run.ServerProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code station_status} of 2,500 stations while 350 facts a second change it, read by 50 clients. The floor is the same
 * bytes as a static buffer on a bare server of the same kind, under the same load of facts on the product beside it.
 */
final class FeedsBenchmark implements Benchmark {
    private static final String PATH = "/gbfs/3.0/station_status";
    private static final int READERS = 50;
    private static final int BIKES = 8;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public List<Measurement> run(Setting setting) {
        try (BenchCity city = BenchCity.open(setting, "feeds", setting.size(2_500, 40), 2 * BIKES)) {
            Rides.Plan plan = city.people().plan(city.stations().size(), BIKES);
            try (ServerProcess server = city.startServer();
                    StationCrowd crowd = city.connect(server.mqttPort(), plan.listVersion())) {
                Rides rides = new Rides(crowd, plan);
                city.register(rides.bikes());
                rides.dockFirst(LIMIT);
                awaitShown(server, rides);
                List<Measurement> measured = measure(setting, city, server, rides);
                awaitShown(server, rides);
                city.check(rides.count());
                return measured;
            }
        }
    }

    private List<Measurement> measure(Setting setting, BenchCity city, ServerProcess server, Rides rides) {
        Path page = city.place().folder().resolve("page.gz");
        write(get(server, "gzip"), page);
        Path log = city.place().folder().resolve("floor.log");
        List<String> arguments = List.of("--page", page.toString(), "--encoding", "gzip");
        Duration window = Duration.ofMillis(setting.size(5_000, 500));
        try (FloorProcess floor = FloorProcess.start(FloorProgram.Kind.HTTP, arguments, Map.of(), log);
                PageReaders readers = new PageReaders(READERS)) {
            rides.pace(setting.size(350, 50));
            Measurement whole = setting.pairs()
                    .run(
                            "feeds",
                            () -> whole(readers, floor.httpPort(), window),
                            () -> whole(readers, server.httpPort(), window))
                    .named("feeds, whole", "answers/s")
                    .with(Target.ratioAtLeast(0.8));
            Measurement conditional = setting.pairs()
                    .run(
                            "feeds, If-None-Match",
                            () -> conditional(readers, floor.httpPort(), window),
                            () -> conditional(readers, server.httpPort(), window))
                    .named("feeds, If-None-Match", "answers/s")
                    .with(Target.ratioAtLeast(0.8));
            rides.rest(LIMIT);
            return List.of(whole, conditional);
        }
    }

    private static double whole(PageReaders readers, int port, Duration window) {
        return readers.read(new Page(port, PATH, false), window).perSecond();
    }

    private static double conditional(PageReaders readers, int port, Duration window) {
        Answers answers = readers.read(new Page(port, PATH, true), window);
        if (answers.notModified() == 0) {
            throw new CommandFailed("port " + port + " never answered 304");
        }
        return answers.perSecond();
    }

    /** Until the feed shows, for each station, the bikes that stand there. */
    private void awaitShown(ServerProcess server, Rides rides) {
        Map<String, Long> standing = rides.bikesAtStations();
        long deadline = System.nanoTime() + SHOWN_WITHIN.toNanos();
        Map<String, Long> shown = shown(server);
        while (!shown.equals(standing)) {
            if (System.nanoTime() > deadline) {
                throw new CommandFailed("the feed shows " + sum(shown) + " bikes in " + shown.size() + " stations, "
                        + sum(standing) + " stand in " + standing.size());
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            shown = shown(server);
        }
    }

    private static long sum(Map<String, Long> bikes) {
        return bikes.values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<String, Long> shown(ServerProcess server) {
        Map<String, Long> bikes = new TreeMap<>();
        HttpResponse<byte[]> answer = get(server, "identity");
        if (answer.statusCode() == 200) {
            try {
                for (JsonNode station :
                        mapper.readTree(answer.body()).path("data").path("stations")) {
                    bikes.put(
                            station.path("station_id").asText(),
                            station.path("num_vehicles_available").asLong());
                }
            } catch (IOException e) {
                throw new CommandFailed(PATH + " is no JSON", e);
            }
        }
        return bikes;
    }

    private HttpResponse<byte[]> get(ServerProcess server, String encoding) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + PATH))
                .header("Accept-Encoding", encoding)
                .timeout(LIMIT)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new CommandFailed(PATH + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted", e);
        }
    }

    private static void write(HttpResponse<byte[]> answer, Path page) {
        if (answer.statusCode() != 200) {
            throw new CommandFailed(PATH + " was answered " + answer.statusCode());
        }
        try {
            Files.write(page, answer.body());
        } catch (IOException e) {
            throw new CommandFailed("cannot write " + page, e);
        }
    }
}
