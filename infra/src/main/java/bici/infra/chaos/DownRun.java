package bici.infra.chaos;

import bici.fleet.store.PostgresPrintedCodes;
import bici.infra.chaos.Verdict.Wrong;
import bici.infra.command.CommandFailed;
import bici.infra.database.Database;
import bici.infra.machine.Progress;
import bici.infra.run.RunPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stations tell at a steady rate, the database is stopped for a while, riders ask meanwhile. */
final class DownRun {
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration MEETS_DOCKS_WITHIN = Duration.ofSeconds(30);
    private static final Duration ASK_EVERY = Duration.ofMillis(250);
    private static final Duration RECOVERS_WITHIN = Duration.ofMinutes(3);
    private static final int MOST_HEAP_MB = 256;
    /** Occupied before a collection, in MB: {@code Pause Young (Normal) 120M->30M(224M)}. */
    private static final Pattern COLLECTION = Pattern.compile(" (\\d+)M->\\d+M\\(\\d+M\\)");

    private final RunPlace place;
    private final Clock clock;
    private final Progress progress;
    private final Consumer<String> results;

    /** One run. */
    DownRun(RunPlace place, Clock clock, Progress progress, Consumer<String> results) {
        this.place = place;
        this.clock = clock;
        this.progress = progress;
        this.results = results;
    }

    /**
     * What is asked for.
     *
     * @param load facts a second
     */
    record Options(Duration down, int load, long seed) {}

    /** Whether nothing was lost, the heap stayed flat and every unlock was refused within a second. */
    boolean run(Options options) {
        SplittableRandom dice = new SplittableRandom(options.seed());
        Path log = place.folder().resolve("heap.log");
        List<String> virtualMachine = List.of("-Xmx224m", "-Xlog:gc:file=" + log);
        progress.say("database: " + place.source().describe());
        try (Database database = Database.open(place.source(), progress);
                Arena arena = new Arena(database, place.folder(), virtualMachine, dice.split())) {
            CitySetting setting = new CitySetting(
                    place.folder(), arena.stations().port(), arena.riders().port(), options.seed(), 1, Load.SIZE);
            new CityFounding(database.dataSource(), clock).found(setting);
            try (Load load = new Load(setting, options.load(), clock)) {
                load.start();
                LockSupport.parkNanos(WARM_UP.toNanos());
                List<Long> refusals = stop(database, arena, setting, options.down());
                return report(database, arena, load, refusals, log);
            }
        }
    }

    /** The answer is how long each unlock waited for its 503 while the database was away. */
    private List<Long> stop(Database database, Arena arena, CitySetting setting, Duration down) {
        PostgresPrintedCodes codes = new PostgresPrintedCodes(database.dataSource());
        if (!Arena.await(() -> !codes.listCodes().isEmpty(), MEETS_DOCKS_WITHIN)) {
            throw new CommandFailed("the stations told nothing");
        }
        String code = codes.listCodes().getFirst().code().value();
        RiderPhone phone = new RiderPhone(setting, code, clock);
        phone.ask(0);
        long pid = arena.postgres().findPid().orElseThrow();
        progress.say("stop the database for " + down.toSeconds() + " s");
        Signals.sendAlone("INT", pid);
        if (!Arena.await(() -> ProcessHandle.of(pid).isEmpty(), Duration.ofSeconds(30))) {
            throw new CommandFailed("the database did not stop");
        }
        List<Long> refusals = askInVain(phone, down);
        progress.say("start the database");
        arena.postgres().startAgain();
        arena.awaitDatabase(database);
        return refusals;
    }

    private static List<Long> askInVain(RiderPhone phone, Duration down) {
        List<Long> refusals = new ArrayList<>();
        long end = System.nanoTime() + down.toNanos();
        for (int n = 1; System.nanoTime() < end; n++) {
            long asked = System.nanoTime();
            int status = phone.ask(n);
            if (status != 503) {
                throw new CommandFailed("an unlock without a database was answered " + status);
            }
            refusals.add(Duration.ofNanos(System.nanoTime() - asked).toMillis());
            LockSupport.parkNanos(ASK_EVERY.toNanos());
        }
        return refusals;
    }

    private boolean report(Database database, Arena arena, Load load, List<Long> refusals, Path log) {
        long began = System.nanoTime();
        load.stop();
        progress.say("facts waiting when the database is back: " + load.waiting());
        boolean delivered = Arena.await(load::isDelivered, RECOVERS_WITHIN);
        long recoveredMs = Duration.ofNanos(System.nanoTime() - began).toMillis();
        if (!arena.server().isAlive() || !delivered) {
            throw new CommandFailed("not recovered in " + RECOVERS_WITHIN.toSeconds() + " s, waiting: " + load.waiting()
                    + ", server alive: " + arena.server().isAlive());
        }
        Verdict verdict = load.compare(Recorded.read(database.dataSource()));
        new AtRest(database, results).examine(verdict);
        verdict.examples().forEach(results);
        long heap = mostHeap(log);
        long slowest = percentile99(refusals);
        results.accept(String.format(
                Locale.ROOT,
                "chaos: facts=%d lost=%d dup=%d violations=%d heap_max_mb=%d unlock_503=%d unlock_503_p99_ms=%d"
                        + " recovered_s=%.1f",
                load.told(),
                verdict.count(Wrong.LOST),
                verdict.count(Wrong.DUP),
                verdict.count(Wrong.VIOLATIONS),
                heap,
                refusals.size(),
                slowest,
                recoveredMs / 1_000.0));
        return verdict.isGood() && heap < MOST_HEAP_MB && slowest <= 1_000 && !refusals.isEmpty();
    }

    private static long percentile99(List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(Math.ceilDiv(sorted.size() * 99, 100) - 1);
    }

    private static long mostHeap(Path log) {
        try {
            long most = 0;
            for (String line : Files.readAllLines(log)) {
                Matcher collection = COLLECTION.matcher(line);
                if (collection.find()) {
                    most = Math.max(most, Long.parseLong(collection.group(1)));
                }
            }
            return most;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }
}
