package bici.infra.fuzz;

import bici.infra.command.Numbers;
import bici.infra.command.Results;
import bici.infra.command.SeedOption;
import bici.infra.machine.Progress;
import bici.infra.run.EndOfRun;
import bici.infra.run.KeepOption;
import bici.infra.run.RunPlace;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bici fuzz}: exit code 0 only when no answer was a server's error and every pair got enough good answers. */
@Command(
        name = "fuzz",
        description = "Ask a server of its own every operation of the contracts, as every role that may, rightly and"
                + " wrongly, and judge the answers.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no fault was found", "1:one was, or the run failed", "2:asked wrongly"},
        footer = {
            "",
            "Example, a minute or two:",
            "  bici fuzz --requests 2000 --table",
            "Server and stations are simulated on this machine, with a database of their own. The same seed asks the same.",
            "Three of five requests are right; the others are wrong in one way each. Printed are server errors, stack"
                    + " traces in answers or in the server's log, answers that are not in the contract, and operations"
                    + " that answer one of their roles well less than 30 times in a hundred: each of these ends with"
                    + " exit code 1.",
            "The last line says: requests, operations (all, or how many), status_5xx, stack_traces."
        })
public final class FuzzCommand implements Callable<Integer> {
    @Option(
            names = "--requests",
            converter = Numbers.Count.class,
            paramLabel = "N",
            defaultValue = "20000",
            description = "How many requests to send; default ${DEFAULT-VALUE}.")
    private int requests;

    @Mixin
    private final SeedOption seed = new SeedOption();

    @Option(
            names = "--table",
            description = "Print how each operation answered each role: requests, good ones, what else.")
    private boolean table;

    @Mixin
    private final KeepOption keep = new KeepOption();

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        try (EndOfRun end = EndOfRun.afterTheRest();
                RunPlace place = keep.place("fuzz")) {
            FuzzRun run = new FuzzRun(place, Clock.systemUTC(), end.steps(Progress.onTerminal()), Results.of(spec));
            return run.run(new FuzzRun.Options(requests, seed.value(), table)).good() ? 0 : 1;
        }
    }
}
