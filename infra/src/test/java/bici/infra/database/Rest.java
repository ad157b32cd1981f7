package bici.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.report.Audit;
import bici.fleet.store.PostgresAudit;
import java.util.List;
import javax.sql.DataSource;

/** A database at rest: what its audit finds broken. */
public final class Rest {
    private Rest() {}

    /** The audit's findings that break something, in words. */
    public static List<String> violations(DataSource database) {
        return new PostgresAudit(database)
                .run().stream()
                        .filter(finding -> finding.violations() > 0)
                        .map(Audit.Finding::toString)
                        .toList();
    }

    /** For the end of a test of the whole system. */
    public static void assertSound(DataSource database) {
        assertThat(violations(database)).as("what the audit finds broken").isEmpty();
    }
}
