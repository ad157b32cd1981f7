package bici.infra.simulation;

import bici.infra.simulation.Day.Outcome;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many seeds, each a day of a city in one thread; two threads at a time, which share nothing. */
public final class Simulation {
    private static final int THREADS = 2;
    private static final int AT_ONCE = 50;
    private static final int SHOWN_EXAMPLES = 5;
    private static final double DAY_SECONDS = 86_400;
    private static final double NANOS = 1e9;

    private final PrintWriter out;
    private final Map<Fault, Integer> seedsWith = new EnumMap<>(Fault.class);
    private final Map<Wrong, Integer> wrongs = new EnumMap<>(Wrong.class);
    private long faults;
    private long trips;
    private int rerunDiffers;
    private int seeds;

    /** @param out where shares, violations and the last line go */
    public Simulation(PrintWriter out) {
        this.out = out;
    }

    /**
     * What came of it.
     *
     * @param share of the seeds in which the rarest kind of fault struck
     */
    public record Result(int seeds, int violations, int rerunDiffers, double share) {
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
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int done = 0; done < count; done += AT_ONCE) {
                List<Future<Lived>> batch = new ArrayList<>();
                for (int i = done; i < Math.min(count, done + AT_ONCE); i++) {
                    long seed = first + i;
                    boolean twice = i % rerunEach == 0;
                    batch.add(threads.submit(() -> live(seed, twice)));
                }
                batch.forEach(lived -> add(get(lived)));
            }
        }
        double seconds = (System.nanoTime() - began) / NANOS;
        return summary(seconds);
    }

    private record Lived(Outcome outcome, boolean differs) {}

    private static Lived live(long seed, boolean twice) {
        Outcome outcome = Day.live(seed, Optional.empty(), false);
        boolean differs = twice && Day.live(seed, Optional.empty(), false).hash() != outcome.hash();
        return new Lived(outcome, differs);
    }

    private static Lived get(Future<Lived> lived) {
        try {
            return lived.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a seed could not be lived", e);
        }
    }

    private void add(Lived lived) {
        Outcome outcome = lived.outcome();
        seeds++;
        trips += outcome.trips();
        outcome.faults().forEach((fault, times) -> {
            faults += times;
            seedsWith.merge(fault, 1, Integer::sum);
        });
        outcome.wrongs().forEach((wrong, times) -> wrongs.merge(wrong, times, Integer::sum));
        if (lived.differs()) {
            rerunDiffers++;
            out.println("seed " + outcome.seed() + " came out otherwise the second time");
        }
        if (outcome.violations() > 0) {
            out.println("seed " + outcome.seed() + ": " + outcome.wrongs());
            outcome.examples().stream().limit(SHOWN_EXAMPLES).forEach(example -> out.println("  " + example));
            out.println("  read it: bici simulate --virtual --trace --seed " + outcome.seed());
        }
        out.flush();
    }

    private Result summary(double seconds) {
        double rarest = 1;
        for (Fault fault : Fault.values()) {
            double share = seedsWith.getOrDefault(fault, 0) / (double) seeds;
            rarest = Math.min(rarest, share);
            out.printf(Locale.ROOT, "fault %-22s in %5.1f %% of the seeds%n", fault.word(), 100 * share);
        }
        int violations = wrongs.values().stream().mapToInt(Integer::intValue).sum();
        wrongs.forEach((wrong, times) -> out.printf(Locale.ROOT, "violation %-12s %d%n", wrong.word(), times));
        out.printf(
                Locale.ROOT,
                "simulation: seeds=%d days=%d speedup=%d trips=%d faults=%d violations=%d rerun_differs=%d%n",
                seeds,
                seeds,
                Math.round(seeds * DAY_SECONDS / seconds),
                trips,
                faults,
                violations,
                rerunDiffers);
        out.flush();
        return new Result(seeds, violations, rerunDiffers, rarest);
    }

    /** Prints every step of one seed; whether nothing was wrong. */
    public boolean trace(long seed) {
        Outcome outcome = Day.live(seed, Optional.empty(), true);
        outcome.lines().forEach(out::println);
        outcome.examples().forEach(out::println);
        out.flush();
        return outcome.violations() == 0;
    }
}
