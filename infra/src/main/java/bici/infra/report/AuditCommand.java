package bici.infra.report;

import bici.fleet.report.Audit.Finding;
import bici.fleet.store.PostgresAudit;
import bici.infra.command.DatabaseOptions;
import bici.infra.database.Database;
import bici.infra.machine.Progress;
import java.io.PrintWriter;
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
        footer = "Exit code 1 when anything is violated.")
public final class AuditCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        try (Database opened = Database.open(database.get(spec), Progress.onTerminal())) {
            List<Finding> findings = new PostgresAudit(opened.dataSource()).run();
            PrintWriter out = spec.commandLine().getOut();
            findings.forEach(finding -> print(out, finding));
            long violations = findings.stream().mapToLong(Finding::violations).sum();
            out.println(SummaryLines.of(findings));
            out.flush();
            return violations == 0 ? 0 : 1;
        }
    }

    private static void print(PrintWriter out, Finding finding) {
        out.printf("%-4s violations=%d  %s%n", finding.invariant(), finding.violations(), finding.title());
        finding.examples().forEach(example -> out.printf("       %s%n", example));
    }
}
