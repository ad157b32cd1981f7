package bici.infra.chaos;

import bici.infra.command.Numbers;
import bici.infra.command.Paths;
import bici.infra.command.TimeOption;
import bici.infra.database.DatabaseSource;
import bici.infra.machine.Progress;
import bici.infra.run.EndOfRun;
import bici.infra.run.RunPlace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code bici chaos}: exit code 0 only when nothing was lost, doubled or invented and every failpoint of the plan was met.
 */
@Command(
        name = "chaos",
        description = "Kill server, database and stations while people ride, cut and slow their links, and compare what"
                + " was recorded with what really happened.",
        footer = {
            "The database is an embedded one of its own, removed afterwards unless --data is given.",
            "At rest the run is compared with what really happened, judged as a history, audited and rebuilt.",
            "The last line says: kills, failpoints, acked, lost, dup, invented, late_open, double_open, ghost_open,"
                    + " violations."
        })
public final class ChaosCommand implements Callable<Integer> {
    @Option(
            names = "--kills",
            converter = Numbers.Count.class,
            paramLabel = "N",
            defaultValue = "60",
            description = "Default ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--database-down",
            paramLabel = "TIME",
            converter = TimeOption.class,
            description = "Instead of killing: stop the database so long under load, such as 120s or 2m.")
    private @Nullable Duration databaseDown;

    @Option(
            names = "--load",
            converter = Numbers.Count.class,
            paramLabel = "N",
            defaultValue = "500",
            description = "Facts a second while the database is down; default ${DEFAULT-VALUE}.")
    private int load;

    @Option(names = "--seed", defaultValue = "1", description = "Of all that is random; default ${DEFAULT-VALUE}.")
    private long seed;

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
        if (kills < 1 || load < 1) {
            throw new ParameterException(spec.commandLine(), "--kills and --load are 1 or more");
        }
        Optional<Duration> down = Optional.ofNullable(databaseDown);
        PrintWriter out = spec.commandLine().getOut();
        Optional<DatabaseSource> kept = Optional.ofNullable(data).map(DatabaseSource.Folder::new);
        try (EndOfRun end = EndOfRun.afterTheRest();
                RunPlace place = RunPlace.of(kept, "chaos")) {
            Progress steps = end.steps(Progress.onTerminal());
            Consumer<String> results = line -> {
                out.println(line);
                out.flush();
            };
            boolean good = down.isPresent()
                    ? new DownRun(place, Clock.systemUTC(), steps, results)
                            .run(new DownRun.Options(down.get(), load, seed))
                    : new KillRun(place, Clock.systemUTC(), steps, results).run(kills, seed);
            return good ? 0 : 1;
        }
    }
}
