package bici.fleet.store;

import bici.fleet.report.Audit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/** The audit on PostgreSQL: each check in SQL, and the fold in code over every recorded fact once more. */
public final class PostgresAudit implements Audit {
    /** Something that the words of an example need is not there; it is a violation all the same. */
    private static final String NO_WORDS = "(an example that cannot be said: a part of it is missing)";

    private final Transactions transactions;

    public PostgresAudit(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public List<Finding> run() {
        return transactions.run(connection -> {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            List<Finding> findings = new ArrayList<>();
            for (AuditSql.Check check : AuditSql.CHECKS) {
                findings.add(run(connection, check));
            }
            for (AuditSql.Check check : CommandAuditSql.CHECKS) {
                findings.add(run(connection, check));
            }
            for (AuditSql.Check check : TripAuditSql.CHECKS) {
                findings.add(run(connection, check));
            }
            findings.add(new Refolding(connection).run());
            findings.sort((a, b) -> Integer.compare(number(a), number(b)));
            return findings;
        });
    }

    private static int number(Finding finding) {
        return Integer.parseInt(finding.invariant().substring(1));
    }

    private static Finding run(Connection connection, AuditSql.Check check) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(check.sql());
                ResultSet rows = statement.executeQuery()) {
            long violations = 0;
            List<String> examples = new ArrayList<>();
            while (rows.next()) {
                violations++;
                if (examples.size() < Finding.MAX_EXAMPLES) {
                    examples.add(Objects.requireNonNullElse(rows.getString(1), NO_WORDS));
                }
            }
            return new Finding(check.invariant(), check.title(), violations, examples);
        }
    }
}
