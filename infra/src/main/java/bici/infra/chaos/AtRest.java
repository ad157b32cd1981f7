package bici.infra.chaos;

import bici.fleet.report.Audit.Finding;
import bici.fleet.report.Rebuild.Outcome;
import bici.fleet.store.PostgresAudit;
import bici.fleet.store.PostgresRebuild;
import bici.infra.chaos.Verdict.Wrong;
import bici.infra.database.Database;
import bici.infra.database.SecondSchema;
import bici.infra.report.SummaryLines;
import java.util.List;
import java.util.function.Consumer;

/** What the database itself must show at rest, whatever happened before. Not for more than one thread. */
final class AtRest {
    private final Database database;
    private final Consumer<String> results;

    /** @param results gets the last lines of {@code bici audit} and {@code bici rebuild --check} */
    AtRest(Database database, Consumer<String> results) {
        this.database = database;
        this.results = results;
    }

    void examine(Verdict verdict) {
        audit(verdict);
        rebuild(verdict);
    }

    private void audit(Verdict verdict) {
        List<Finding> findings = new PostgresAudit(database.dataSource()).run();
        findings.stream()
                .filter(finding -> finding.violations() > 0)
                .forEach(finding -> verdict.add(Wrong.VIOLATIONS, "audit: " + finding, finding.violations()));
        results.accept(SummaryLines.of(findings));
    }

    private void rebuild(Verdict verdict) {
        try (SecondSchema beside = SecondSchema.open(database.address())) {
            Outcome outcome =
                    new PostgresRebuild(database.dataSource(), beside.dataSource()).check((facts, ofFacts) -> {});
            if (outcome.differences() > 0) {
                verdict.add(Wrong.VIOLATIONS, "rebuild: " + outcome.examples(), outcome.differences());
            }
            results.accept(SummaryLines.of(outcome));
        }
    }
}
