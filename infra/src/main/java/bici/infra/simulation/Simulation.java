package bici.infra.simulation;

import bici.infra.machine.Progress;
import bici.infra.simulation.Day.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Many seeds, each a day of a city in one thread; two threads at a time, which share nothing. */
public final class Simulation {
    private static final int TOLD_EACH = 50;
    private static final int SHOWN_EXAMPLES = 5;
    private static final double DAY_SECONDS = 86_400;
    private static final double NANOS = 1e9;

    private final Consumer<String> out;
    private final Progress progress;
    private final Map<Fault, Integer> seedsWith = new EnumMap<>(Fault.class);
    private final Map<Wrong, Integer> wrongs = new EnumMap<>(Wrong.class);
    private long faults;
    private long trips;
    private TripCheck.Compared compared = TripCheck.Compared.NOTHING;
    private int calmDays;
    private int flaggedInCalm;
    private int rerunDiffers;
    private int seeds;
    private long hash;

    /**
     * A run that has not begun.
     *
     * @param out where shares, violations and the last line go
     */
    public Simulation(Consumer<String> out, Progress progress) {
        this.out = out;
        this.progress = progress;
    }

    /**
     * What came of it.
     *
     * @param share of the seeds in which the rarest kind of fault struck
     * @param compared share of the bikes that could be compared with the truth trip by trip
     */
    public record Result(int seeds, int violations, int rerunDiffers, double share, double compared) {
        public boolean isGood() {
            return violations == 0 && rerunDiffers == 0;
        }
    }

    /**
     * Lives through seeds from the first on.
     *
     * @param rerunEach one of so many is lived twice, and must come out the same
     */
    public Result run(long first, int count, int rerunEach) {
        long began = System.nanoTime();
        List<Callable<Lived>> days = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long seed = first + i;
            boolean twice = i % rerunEach == 0;
            days.add(() -> live(seed, twice));
        }
        InParallel.run(days, day -> {
            add(day);
            if (seeds % TOLD_EACH == 0 && seeds < count) {
                progress.say("%d of %d days, %d violations, %d times as fast as life"
                        .formatted(seeds, count, violations(), speedup(began)));
            }
        });
        return summary(speedup(began));
    }

    private long speedup(long began) {
        return Math.round(seeds * DAY_SECONDS * NANOS / (System.nanoTime() - began));
    }

    private int violations() {
        return wrongs.values().stream().mapToInt(Integer::intValue).sum();
    }

    private record Lived(Outcome outcome, boolean differs) {}

    private static Lived live(long seed, boolean twice) {
        Outcome outcome = Day.live(seed, Optional.empty(), false);
        boolean differs = twice && Day.live(seed, Optional.empty(), false).hash() != outcome.hash();
        return new Lived(outcome, differs);
    }

    private void add(Lived lived) {
        Outcome outcome = lived.outcome();
        seeds++;
        hash = 31 * hash + outcome.hash();
        trips += outcome.trips();
        compared = compared.plus(outcome.compared());
        if (outcome.faults().keySet().stream().noneMatch(Fault::makesDoubt)) {
            calmDays++;
            flaggedInCalm += outcome.compared().flaggedRight();
        }
        outcome.faults().forEach((fault, times) -> {
            faults += times;
            seedsWith.merge(fault, 1, Integer::sum);
        });
        outcome.wrongs().forEach((wrong, times) -> wrongs.merge(wrong, times, Integer::sum));
        if (lived.differs()) {
            rerunDiffers++;
            out.accept("seed " + outcome.seed() + " came out otherwise the second time");
        }
        if (outcome.violations() > 0) {
            out.accept("seed " + outcome.seed() + ": " + outcome.wrongs());
            outcome.examples().stream()
                    .limit(SHOWN_EXAMPLES)
                    .flatMap(Simulation::lines)
                    .forEach(line -> out.accept("  " + line));
            out.accept("  read it: bici simulate --virtual --trace --seed " + outcome.seed());
        }
    }

    /** A crash is an example of several lines. */
    private static Stream<String> lines(Object example) {
        return String.valueOf(example).lines().map(line -> line.replace("\t", "    "));
    }

    private Result summary(long speedup) {
        double rarest = 1;
        for (Fault fault : Fault.values()) {
            double share = seedsWith.getOrDefault(fault, 0) / (double) seeds;
            rarest = Math.min(rarest, share);
            out.accept(String.format(Locale.ROOT, "fault %-22s in %5.1f %% of the seeds", fault.word(), 100 * share));
        }
        double comparedShare = compared.bikes() / ((double) City.BIKES * seeds);
        out.accept(String.format(Locale.ROOT, "bikes compared trip by trip: %.1f %%", 100 * comparedShare));
        wrongs.forEach(
                (wrong, times) -> out.accept(String.format(Locale.ROOT, "violation %-12s %d", wrong.word(), times)));
        out.accept(String.format(
                Locale.ROOT,
                "times: trips=%d known=%.1f%% wrong_unflagged=%d flagged_right=%.3f%% calm_days=%d flagged=%d",
                compared.trips(),
                percent(compared.right()),
                compared.wrongUnflagged(),
                percent(compared.flaggedRight()),
                calmDays,
                flaggedInCalm));
        out.accept(String.format(
                Locale.ROOT,
                "simulation: seeds=%d days=%d speedup=%d trips=%d faults=%d hash=%016x violations=%d rerun_differs=%d",
                seeds,
                seeds,
                speedup,
                trips,
                faults,
                hash,
                violations(),
                rerunDiffers));
        return new Result(seeds, violations(), rerunDiffers, rarest, comparedShare);
    }

    private double percent(int trips) {
        return 100.0 * trips / Math.max(1, compared.trips());
    }

    /** Prints every step of one seed; whether nothing was wrong. */
    public boolean trace(long seed) {
        Outcome outcome = Day.live(seed, Optional.empty(), true);
        outcome.lines().forEach(out);
        outcome.examples().stream().flatMap(Simulation::lines).forEach(out);
        return outcome.violations() == 0;
    }
}
