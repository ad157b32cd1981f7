package bici.infra.report;

import bici.fleet.report.Rebuild.Difference;
import bici.fleet.report.Rebuild.Outcome;
import bici.fleet.store.PostgresRebuild;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.Results;
import bici.infra.database.Database;
import bici.infra.database.SecondSchema;
import bici.infra.machine.Progress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bici rebuild --check}: does everything that stands follow from what was recorded? */
@Command(
        name = "rebuild",
        description =
                "Compute docks, bikes, trips and availability anew from the recorded facts, beside what stands, and"
                        + " compare. May run beside a live server; takes as much disk again while it runs.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing differs", "1:something differs, or the comparison failed", "2:asked wrongly"},
        footer = {
            "",
            "Example:",
            "  bici rebuild --check --data var",
            "The last line says: facts, docks, bikes, trips, availability, differences."
        })
public final class RebuildCommand implements Callable<Integer> {
    private static final long FACTS_A_LINE = 100_000;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--check", description = "Only compare; there is no other mode: nothing that stands is changed.")
    private boolean check;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        if (!check) {
            throw new ParameterException(spec.commandLine(), "rebuild only compares: give --check");
        }
        Progress progress = Progress.onTerminal();
        try (Database opened = Database.open(database.get(spec), progress);
                SecondSchema beside = SecondSchema.open(opened.address())) {
            Steps steps = new Steps(progress);
            return print(new PostgresRebuild(opened.dataSource(), beside.dataSource()).check(steps::toldAgain));
        }
    }

    /** A line now and then. */
    private static final class Steps {
        private final Progress progress;
        private long saidOf;

        Steps(Progress progress) {
            this.progress = progress;
        }

        void toldAgain(long facts, long ofFacts) {
            if (facts / FACTS_A_LINE > saidOf) {
                saidOf = facts / FACTS_A_LINE;
                progress.say("rebuild: %,d of %,d facts told again".formatted(facts, ofFacts));
            }
        }
    }

    private int print(Outcome outcome) {
        Results out = Results.of(spec);
        for (Difference difference : outcome.examples()) {
            out.line(difference.what());
            out.line("  stands:          " + difference.stands());
            out.line("  the record says: " + difference.recordSays());
        }
        out.line(SummaryLines.of(outcome));
        return outcome.differences() == 0 ? 0 : 1;
    }
}
