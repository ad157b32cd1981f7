package bici.infra.bench;

import bici.infra.bench.measure.Pairs;
import bici.infra.machine.Progress;
import bici.infra.run.RunPlace;
import java.time.Clock;
import java.util.function.Function;

/**
 * How benchmarks are run.
 *
 * @param quick small sizes, one pair and no warm-up: whether they do their work, not how fast
 * @param runs pairs that count
 * @param places makes an empty place of that name, with an empty database
 */
record Setting(boolean quick, int runs, Function<String, RunPlace> places, Clock clock, Progress progress) {
    Pairs pairs() {
        return quick ? new Pairs(0, 1, progress) : new Pairs(1, runs, progress);
    }

    /** A size. */
    int size(int full, int whenQuick) {
        return quick ? whenQuick : full;
    }
}
