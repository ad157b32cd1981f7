package bici.fleet.store;

import bici.fleet.report.Totals;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Sums on PostgreSQL; counting everything takes its time. */
public final class PostgresTotals implements Totals {
    private final Transactions transactions;

    public PostgresTotals(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public Sums getSums() {
        return transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ReportSql.GET_SUMS);
                    ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("counting gave no row");
                }
                return new Sums(
                        row.getLong("stations"),
                        row.getLong("bikes"),
                        row.getLong("facts"),
                        row.getLong("open_trips") + row.getLong("trips"),
                        row.getLong("trips"));
            }
        });
    }
}
