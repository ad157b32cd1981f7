package bici.infra.simulation;

import bici.infra.simulation.Day.Outcome;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Plants each bug in turn and lives through seeds until one of them shows it. */
public final class PlantedHunt {
    /** A bug that this many days do not show counts as not found. */
    public static final int MOST_SEEDS = 200;

    private static final int SHOWN = 160;

    private final PrintWriter out;

    public PlantedHunt(PrintWriter out) {
        this.out = out;
    }

    /** Whether all were found; the last line says so. */
    public boolean run(long first) {
        Map<Planted, Long> found = new LinkedHashMap<>();
        for (Planted bug : Planted.values()) {
            hunt(bug, first).ifPresent(seed -> found.put(bug, seed));
        }
        out.printf("planted=%d found=%d%n", Planted.values().length, found.size());
        out.flush();
        return found.size() == Planted.values().length;
    }

    /** The first seed that shows it. */
    Optional<Long> hunt(Planted bug, long first) {
        for (long seed = first; seed < first + MOST_SEEDS; seed++) {
            Outcome outcome = Day.live(seed, Optional.of(bug), false);
            if (outcome.violations() > 0) {
                String example =
                        outcome.examples().getFirst().lines().findFirst().orElse("");
                out.printf(
                        Locale.ROOT,
                        "planted %-27s found after %d seeds, by %s%n",
                        bug.word(),
                        seed - first + 1,
                        example.substring(0, Math.min(SHOWN, example.length())));
                out.flush();
                return Optional.of(seed);
            }
        }
        out.printf(Locale.ROOT, "planted %-27s not found in %d seeds%n", bug.word(), MOST_SEEDS);
        out.flush();
        return Optional.empty();
    }
}
