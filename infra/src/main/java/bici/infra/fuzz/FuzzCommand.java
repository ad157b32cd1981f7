package bici.infra.fuzz;

import bici.infra.command.Numbers;
import bici.infra.command.Paths;
import bici.infra.database.DatabaseSource;
import bici.infra.machine.Progress;
import bici.infra.run.EndOfRun;
import bici.infra.run.RunPlace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bici fuzz}: exit code 0 only when no answer was a server's error and every pair got enough good answers. */
@Command(
        name = "fuzz",
        description = "Ask a server of its own every operation of the contracts, as every role that may, rightly and"
                + " wrongly, and judge the answers.",
        footer = {
            "Server and stations are simulated on this machine, with a database of their own, removed afterwards unless"
                    + " --data is given. The same seed asks the same.",
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
            description = "Default ${DEFAULT-VALUE}.")
    private int requests;

    @Option(names = "--seed", defaultValue = "1", description = "Of all that is random; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--table",
            description = "Print how each operation answered each role: requests, good ones, what else.")
    private boolean table;

    @Option(
            names = "--data",
            converter = Paths.Folder.class,
            paramLabel = "DIR",
            description = "Keep everything here: database, logs, journals.")
    private @Nullable Path data;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<DatabaseSource> kept = Optional.ofNullable(data).map(DatabaseSource.Folder::new);
        try (EndOfRun end = EndOfRun.afterTheRest();
                RunPlace place = RunPlace.of(kept, "fuzz")) {
            FuzzRun run = new FuzzRun(place, Clock.systemUTC(), end.steps(Progress.onTerminal()), line -> {
                out.println(line);
                out.flush();
            });
            return run.run(new FuzzRun.Options(requests, seed, table)).good() ? 0 : 1;
        }
    }
}
