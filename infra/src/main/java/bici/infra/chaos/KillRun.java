package bici.infra.chaos;

import bici.infra.chaos.Verdict.Wrong;
import bici.infra.command.CommandFailed;
import bici.infra.database.Database;
import bici.infra.failpoint.Failpoint;
import bici.infra.machine.Progress;
import bici.infra.run.RunPlace;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Kills until the plan is done, waits for rest, compares. */
final class KillRun {
    private static final Duration RESTS_WITHIN = Duration.ofMinutes(2);

    private final RunPlace place;
    private final Clock clock;
    private final Progress progress;
    private final Consumer<String> results;

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

    /** Whether nothing was wrong and every failpoint of the plan was met. The last line says what was. */
    boolean run(int kills, long seed) {
        SplittableRandom dice = new SplittableRandom(seed);
        progress.say("database: " + place.source().describe());
        try (Database database = Database.open(place.source(), progress);
                Arena arena = new Arena(database, place.folder(), List.of("-Xmx384m"), dice.split())) {
            CitySetting setting = new CitySetting(
                    place.folder(), arena.stations().port(), arena.riders().port(), seed, 1, CitySetting.Size.USUAL);
            if (!setting.isFirstStart()) {
                throw new CommandFailed("an earlier run's street is in " + place.folder() + "; take an empty folder");
            }
            new CityFounding(database.dataSource(), clock).found(setting);
            progress.say("start the city");
            try (CityWatch city = new CityWatch(setting, place.folder().resolve("city.log"))) {
                Attack attack = new Attack(arena, city, database, new KillPlan(kills, dice.split()), progress, dice);
                try (Storm storm = new Storm(List.of(arena.stations(), arena.riders()), dice.split())) {
                    attack.run();
                    progress.say(
                            "faults stop after " + attack.killed() + " kills and " + storm.faults() + " bad links");
                }
                rest(city, database);
                return report(database, city, setting, arena, attack);
            }
        }
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

    private boolean report(Database database, CityWatch city, CitySetting setting, Arena arena, Attack attack) {
        long acknowledged = city.status().acknowledged();
        city.close();
        arena.close();
        progress.say("compare");
        for (Failpoint point : Failpoint.values()) {
            results.accept(
                    "failpoint " + point.word() + " hits=" + attack.hits().getOrDefault(point, 0));
        }
        attack.missed().forEach(point -> results.accept("failpoint " + point.word() + " was not reached"));
        Verdict verdict = judge(database, setting);
        verdict.examples().forEach(results);
        results.accept(String.format(
                Locale.ROOT,
                "rides=%d slowest_start_ms=%d",
                city.rides(),
                arena.slowestStart().toMillis()));
        results.accept(String.format(
                Locale.ROOT,
                "chaos: kills=%d failpoints=%d acked=%d %s",
                attack.killed(),
                attack.hits().size(),
                acknowledged,
                verdict.toLine()));
        return verdict.isGood() && attack.missed().isEmpty();
    }

    private Verdict judge(Database database, CitySetting setting) {
        Truth truth = Truth.read(setting.truth());
        Recorded recorded = Recorded.read(database.dataSource());
        Comparison.Compared compared = Comparison.of(truth, recorded);
        Verdict verdict = compared.verdict();
        bici.infra.history.Verdict history = RunHistory.judge(
                truth,
                recorded.facts().keySet(),
                lines -> KeptLines.read(database.dataSource(), compared.unknowable(), lines),
                setting.history());
        verdict.add(Wrong.VIOLATIONS, "history: " + history.examples(), history.total());
        results.accept(history.summary());
        new AtRest(database, results).examine(verdict);
        trouble(truth.disturbances(), recorded, compared);
        return verdict;
    }

    private void trouble(Disturbances stations, Recorded recorded, Comparison.Compared compared) {
        StringBuilder line = new StringBuilder("stations:");
        for (StationFault fault : StationFault.values()) {
            line.append(' ').append(fault.word()).append('=').append(stations.struck(fault));
            if (stations.struck(fault) == 0) {
                results.accept("fault " + fault.word() + " never struck");
            }
        }
        results.accept(line.toString());
        results.accept(String.format(
                Locale.ROOT,
                "trips=%d unsure=%d not_as_ridden_and_unsure=%d",
                recorded.trips().size(),
                recorded.trips().stream().filter(Recorded.Trip::unsure).count(),
                compared.unknowable().size()));
    }
}
