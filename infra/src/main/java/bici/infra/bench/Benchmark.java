package bici.infra.bench;

import bici.infra.bench.measure.Measurement;
import java.util.List;

/** One benchmark: sets up, measures floor and product in turn, checks what came out, leaves nothing behind. */
@FunctionalInterface
interface Benchmark {
    /**
     * Blocking.
     *
     * @throws bici.infra.command.CommandFailed when the work was not done: a message lost, a count that is wrong
     */
    List<Measurement> run(Setting setting);
}
