package bici.infra.chaos;

import bici.infra.command.Numbers;
import bici.infra.command.Results;
import bici.infra.command.SeedOption;
import bici.infra.command.TimeOption;
import bici.infra.machine.Progress;
import bici.infra.run.EndOfRun;
import bici.infra.run.KeepOption;
import bici.infra.run.RunPlace;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bici chaos}: exit code 0 only when nothing was lost, doubled or invented and every failpoint of the plan was met.
 */
@Command(
        name = "chaos",
        description = "Kill server, database and stations while people ride, cut and slow their links, and compare what"
                + " was recorded with what really happened.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing was lost, doubled or invented, and every failpoint was met",
            "1:something was, or the run failed",
            "2:asked wrongly"
        },
        footer = {
            "",
            "Example, about a minute:",
            "  bici chaos --kills 5 --seed 7",
            "Server and database are of its own.",
            "Clocks and counters of stations go wrong meanwhile, stations invent bikes, docks read copied tags:"
                    + " lines say how often.",
            "A trip that cannot be known then has to say so itself.",
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
            description = "How many processes to kill, one after the other; default ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--database-down",
            paramLabel = "TIME",
            converter = TimeOption.class,
            description = "Instead of killing: stop the database for this time under load, such as 120s or 2m.")
    private @Nullable Duration databaseDown;

    @Option(
            names = "--load",
            converter = Numbers.Count.class,
            paramLabel = "N",
            defaultValue = "500",
            description = "Facts a second while the database is down; default ${DEFAULT-VALUE}.")
    private int load;

    @Mixin
    private final SeedOption seed = new SeedOption();

    @Mixin
    private final KeepOption keep = new KeepOption();

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        Optional<Duration> down = Optional.ofNullable(databaseDown);
        try (EndOfRun end = EndOfRun.afterTheRest();
                RunPlace place = keep.place("chaos")) {
            Progress steps = end.steps(Progress.onTerminal());
            Results results = Results.of(spec);
            boolean good = down.isPresent()
                    ? new DownRun(place, Clock.systemUTC(), steps, results)
                            .run(new DownRun.Options(down.get(), load, seed.value()))
                    : new KillRun(place, Clock.systemUTC(), steps, results).run(kills, seed.value());
            return good ? 0 : 1;
        }
    }
}
