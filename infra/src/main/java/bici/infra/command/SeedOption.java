package bici.infra.command;

import picocli.CommandLine.Option;

/** What random choices come from: mixed into the verbs that make some. */
public final class SeedOption {
    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Whole number that random choices are made from, the same ones each time; default"
                    + " ${DEFAULT-VALUE}.")
    private long seed;

    public long value() {
        return seed;
    }
}
