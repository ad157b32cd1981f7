package bici.infra.simulation;

import bici.infra.command.Numbers;
import bici.infra.command.Results;
import bici.infra.machine.Progress;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What {@code bici simulate} does without a server: mixed into the verb ({@code @Mixin VirtualOptions}). */
public final class VirtualOptions {
    @Option(
            names = "--virtual",
            description = "No server: the core itself, days of a city with faults in one thread of virtual time each.")
    private boolean virtual;

    @Option(
            names = "--seeds",
            converter = Numbers.Count.class,
            paramLabel = "N",
            defaultValue = "50",
            description = "With --virtual: how many days, each of a seed, from --seed on; default ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(names = "--trace", description = "With --virtual: everything that happens in the day of --seed.")
    private boolean trace;

    @Option(
            names = "--rerun-each",
            converter = Numbers.Count.class,
            paramLabel = "N",
            defaultValue = "10",
            description = "With --virtual: live one day in N twice, and compare; default ${DEFAULT-VALUE}.")
    private int rerunEach;

    @Option(names = "--planted", description = "Plant known bugs one by one and see that such days show each.")
    private boolean planted;

    @Option(
            names = "--permutations",
            converter = Numbers.CountOrNone.class,
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Tell the day of --seed to the core in N orders, with duplicates, and compare all rows; default"
                            + " ${DEFAULT-VALUE}: not.")
    private int permutations;

    @Option(
            names = "--first-order",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "With --permutations: number of the first order, default ${DEFAULT-VALUE}; one that comes out otherwise is"
                            + " printed with its number.")
    private long firstOrder;

    public boolean isWanted() {
        return virtual || planted || permutations > 0;
    }

    /** The exit code. */
    public int run(CommandSpec spec, long first) {
        Results out = Results.of(spec);
        boolean good;
        if (permutations > 0) {
            good = new Permutations(out, Progress.onTerminal(), first).run(firstOrder, permutations) == 0;
        } else if (planted) {
            good = new PlantedHunt(out, Progress.onTerminal()).run(first);
        } else if (trace) {
            good = new Simulation(out, Progress.onTerminal()).trace(first);
        } else {
            good = new Simulation(out, Progress.onTerminal())
                    .run(first, seeds, rerunEach)
                    .isGood();
        }
        return good ? 0 : 1;
    }
}
