package bici.infra.report;

import bici.fleet.report.Audit.Finding;
import bici.fleet.store.PostgresAudit;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.Results;
import bici.infra.database.Database;
import bici.infra.machine.Progress;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bici audit}: holds a database at rest against what must never break. */
@Command(
        name = "audit",
        description = "Check by SQL, on a database at rest, what must never break: one place a bike, one open trip, no"
                + " trip without its facts, stored state equal to the fold, counts.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is violated", "1:something is violated, or the check failed", "2:asked wrongly"},
        footer = {"", "Example:", "  bici audit --data var", "The last line says: checks, violations."})
public final class AuditCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        try (Database opened = Database.open(database.get(spec), Progress.onTerminal())) {
            List<Finding> findings = new PostgresAudit(opened.dataSource()).run();
            Results out = Results.of(spec);
            findings.forEach(finding -> print(out, finding));
            long violations = findings.stream().mapToLong(Finding::violations).sum();
            out.line(SummaryLines.of(findings));
            return violations == 0 ? 0 : 1;
        }
    }

    private static void print(Results out, Finding finding) {
        out.format("%-4s violations=%d  %s", finding.invariant(), finding.violations(), finding.title());
        finding.examples().forEach(example -> out.line("       " + example));
    }
}
