package bici.infra.simulation;

import bici.infra.machine.Progress;
import bici.infra.simulation.Witness.Example;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Plants each bug in turn and lives through seeds until one of them shows it as it must show. */
public final class PlantedHunt {
    /** A bug that this many days do not show counts as not found. */
    public static final int MOST_SEEDS = 200;

    private static final int SHOWN = 160;

    private final Consumer<String> out;
    private final Progress progress;
    private final Map<Planted, Long> found = new EnumMap<>(Planted.class);

    /**
     * A hunt that has not begun.
     *
     * @param out where each bug and the last line go
     */
    public PlantedHunt(Consumer<String> out, Progress progress) {
        this.out = out;
        this.progress = progress;
    }

    /** How a hunt ended. */
    private record Hunted(Planted bug, Optional<Seen> day) {}

    /** A day that showed a bug. */
    private record Seen(long seed, Example by) {}

    /** Whether all were found; the last line says so. */
    public boolean run(long first) {
        List<Callable<Hunted>> hunts = new ArrayList<>();
        for (Planted bug : Planted.values()) {
            hunts.add(() -> new Hunted(bug, hunt(bug, first)));
        }
        InParallel.run(hunts, hunted -> say(hunted, first));
        out.accept(String.format(Locale.ROOT, "planted=%d found=%d", Planted.values().length, found.size()));
        return found.size() == Planted.values().length;
    }

    private Optional<Seen> hunt(Planted bug, long first) {
        progress.say("planted " + bug.word());
        for (long seed = first; seed < first + MOST_SEEDS; seed++) {
            Optional<Example> example = Day.live(seed, Optional.of(bug), false).findExample(bug);
            if (example.isPresent()) {
                return Optional.of(new Seen(seed, example.get()));
            }
        }
        return Optional.empty();
    }

    private void say(Hunted hunted, long first) {
        if (hunted.day().isEmpty()) {
            out.accept(String.format(
                    Locale.ROOT,
                    "planted %-27s not found in %d seeds",
                    hunted.bug().word(),
                    MOST_SEEDS));
        } else {
            Seen day = hunted.day().get();
            found.put(hunted.bug(), day.seed());
            String example = day.by().toString();
            out.accept(String.format(
                    Locale.ROOT,
                    "planted %-27s found after %d seeds, by %s",
                    hunted.bug().word(),
                    day.seed() - first + 1,
                    example.substring(0, Math.min(SHOWN, example.length()))));
        }
    }
}
