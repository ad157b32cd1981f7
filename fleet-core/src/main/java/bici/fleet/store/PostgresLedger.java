package bici.fleet.store;

import bici.fleet.ledger.LedgerTransactions;
import javax.sql.DataSource;

/** The ledger's transactions on PostgreSQL with TimescaleDB. */
public final class PostgresLedger implements LedgerTransactions {
    private final Transactions transactions;

    /** @param dataSource connections to a migrated database */
    public PostgresLedger(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public <T> T run(Work<T> work) {
        return transactions.run(connection -> work.in(new PostgresTables(connection)));
    }
}
