package bici.infra.slow;

import bici.infra.command.Numbers;
import bici.infra.command.Results;
import bici.infra.door.ConnectionLimits;
import bici.infra.machine.Progress;
import bici.infra.run.EndOfRun;
import bici.infra.run.KeepOption;
import bici.infra.run.RunPlace;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bici slow}: exit code 0 only when nobody was held, no station was lost and riders were answered. */
@Command(
        name = "slow",
        description =
                "Open slow and very many connections of every kind to a server with stations, and see that none is held"
                        + " for more than 30 s, no station is lost and riders are answered.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nobody was held, no station was lost, riders were answered",
            "1:somebody was, or the run failed",
            "2:asked wrongly"
        },
        footer = {
            "",
            "Example:",
            "  bici slow --seconds 60",
            "The server and its embedded database are of its own, with the limits of 'serve'.",
            "The last line says: held, over_s, stations_lost."
        })
public final class SlowCommand implements Callable<Integer> {
    private static final Duration OVER = Duration.ofSeconds(30);
    private static final Duration DRIP = Duration.ofSeconds(5);
    private static final int EACH = 20;

    @Option(
            names = "--seconds",
            converter = Numbers.Count.class,
            paramLabel = "N",
            defaultValue = "35",
            description = "How many seconds it lasts, 31 at least; default ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--flood",
            converter = Numbers.Count.class,
            paramLabel = "N",
            defaultValue = "1500",
            description = "Connections opened at once from one address; default ${DEFAULT-VALUE}.")
    private int flood;

    @Mixin
    private final KeepOption keep = new KeepOption();

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        if (seconds <= OVER.toSeconds()) {
            throw new ParameterException(spec.commandLine(), "--seconds is 31 or more, such as 60, not " + seconds);
        }
        if (flood > ConnectionLimits.mostConnections() / 2) {
            throw new ParameterException(
                    spec.commandLine(), "--flood " + flood + ": more than this process may open (ulimit -n)");
        }
        Results results = Results.of(spec);
        try (EndOfRun end = EndOfRun.afterTheRest();
                RunPlace place = keep.place("slow")) {
            SlowSummary summary = new SlowRun(place, Clock.systemUTC(), end.steps(Progress.onTerminal()), results)
                    .run(target -> new SlowAttack.Setting(
                            target,
                            Duration.ofSeconds(seconds),
                            OVER,
                            DRIP,
                            new SlowAttack.Count(EACH, flood),
                            ConnectionLimits.usual().http().perAddress()));
            results.accept(summary.toLine());
            return summary.isGood() ? 0 : 1;
        }
    }
}
