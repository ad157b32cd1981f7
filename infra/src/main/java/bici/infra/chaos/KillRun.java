package bici.infra.chaos;

import bici.fleet.store.PostgresAudit;
import bici.infra.command.CommandFailed;
import bici.infra.database.Database;
import bici.infra.failpoint.Failpoint;
import bici.infra.failpoint.Trigger;
import bici.infra.machine.Progress;
import bici.infra.run.RunPlace;
import java.time.Clock;
import java.time.Duration;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Kills until the plan is done, waits for rest, compares. */
final class KillRun {
    private static final Duration MOVES_WITHIN = Duration.ofSeconds(20);
    private static final Duration HIT_WITHIN = Duration.ofSeconds(12);
    private static final Duration RESTS_WITHIN = Duration.ofMinutes(2);

    private final RunPlace place;
    private final Clock clock;
    private final Progress progress;
    private final Consumer<String> results;
    private final Map<Failpoint, Integer> hits = new EnumMap<>(Failpoint.class);
    private int killed;

    /**
     * One run.
     *
     * @param results lines for people and scripts
     */
    KillRun(RunPlace place, Clock clock, Progress progress, Consumer<String> results) {
        this.place = place;
        this.clock = clock;
        this.progress = progress;
        this.results = results;
    }

    /** Whether nothing was wrong. The last line says what was. */
    boolean run(int kills, long seed) {
        SplittableRandom dice = new SplittableRandom(seed);
        progress.say("database: " + place.source());
        try (Database database = Database.open(place.source(), progress);
                Arena arena = new Arena(database, place.folder(), List.of("-Xmx384m"), dice.split())) {
            CitySetting setting = new CitySetting(
                    place.folder(), arena.stations().port(), arena.riders().port(), seed, 1, CitySetting.Size.USUAL);
            new CityFounding(database.dataSource(), clock).found(setting);
            progress.say("start the city");
            try (CityWatch city = new CityWatch(setting, place.folder().resolve("city.log"))) {
                try (Storm storm = new Storm(List.of(arena.stations(), arena.riders()), dice.split())) {
                    attack(arena, city, database, Kill.plan(kills, dice.split()), dice);
                    progress.say("faults stop after " + killed + " kills and " + storm.faults() + " bad links");
                }
                rest(city, database);
                return report(database, city, setting, arena, kills);
            }
        }
    }

    private void attack(Arena arena, CityWatch city, Database database, Deque<Kill> plan, SplittableRandom dice) {
        city.awaitProgress(MOVES_WITHIN);
        while (!plan.isEmpty()) {
            Kill kill = plan.remove();
            LockSupport.parkNanos(Duration.ofMillis(dice.nextInt(50, 1_200)).toNanos());
            killed++;
            String what = attack(kill, arena, city, database, dice);
            progress.say("kill " + killed + ": " + what);
            city.awaitProgress(MOVES_WITHIN);
            if (!arena.server().isAlive()) {
                throw new CommandFailed("the server ended by itself");
            }
        }
    }

    private String attack(Kill kill, Arena arena, CityWatch city, Database database, SplittableRandom dice) {
        return switch (kill) {
            case Kill.OfServer it -> {
                arena.killServer();
                yield "server";
            }
            case Kill.AtFailpoint it -> killAt(it.point(), arena, dice);
            case Kill.OfBackend it -> {
                arena.killBackend(database, dice);
                yield "database backend";
            }
            case Kill.OfPostmaster it -> {
                arena.killPostmaster(database);
                yield "postmaster";
            }
            case Kill.OfCity it -> {
                city.killAndRestart();
                yield "all stations";
            }
        };
    }

    private String killAt(Failpoint point, Arena arena, SplittableRandom dice) {
        boolean hit;
        if (point == Failpoint.START_BEFORE_LISTENING) {
            Trigger.arm(arena.trigger(), point, 1);
            hit = arena.killWhileStarting(HIT_WITHIN);
        } else {
            Trigger.arm(arena.trigger(), point, dice.nextInt(1, 4));
            hit = arena.killAtHit(HIT_WITHIN);
        }
        if (hit) {
            hits.merge(point, 1, Integer::sum);
        }
        return "server at " + point.word() + (hit ? "" : " (not reached: killed where it was)");
    }

    private void rest(CityWatch city, Database database) {
        progress.say("wait for rest");
        city.order("rest");
        boolean rests = Arena.await(city::rests, RESTS_WITHIN);
        boolean decided = false;
        long end = System.nanoTime() + RESTS_WITHIN.toNanos();
        while (!decided && System.nanoTime() < end) {
            // What an overtaking inventory does not show did not happen: it decides what was unknown.
            city.order("inventories");
            decided = Arena.await(
                    () -> city.status().delivered() && Recorded.countUndecided(database.dataSource()) == 0,
                    Duration.ofSeconds(15));
        }
        if (!rests || !decided) {
            throw new CommandFailed("no rest: " + city.status() + ", undecided commands: "
                    + Recorded.countUndecided(database.dataSource()));
        }
    }

    private boolean report(Database database, CityWatch city, CitySetting setting, Arena arena, int kills) {
        long acknowledged = city.status().acknowledged();
        city.close();
        arena.close();
        progress.say("compare");
        Verdict verdict = Comparison.of(
                Truth.read(setting.truth()),
                Recorded.read(database.dataSource()),
                new PostgresAudit(database.dataSource()).run());
        for (Failpoint point : Failpoint.values()) {
            results.accept("failpoint " + point.word() + " hits=" + hits.getOrDefault(point, 0));
        }
        verdict.examples().forEach(results);
        results.accept(String.format(
                Locale.ROOT,
                "rides=%d slowest_start_ms=%d",
                city.rides(),
                arena.slowestStart().toMillis()));
        results.accept(String.format(
                Locale.ROOT,
                "chaos: kills=%d failpoints=%d acked=%d %s",
                killed,
                hits.size(),
                acknowledged,
                verdict.toLine()));
        return verdict.isGood() && killed == kills;
    }
}
