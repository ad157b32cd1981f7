package bici.fleet.store;

import bici.fleet.ledger.LedgerTransactions;
import javax.sql.DataSource;

/** The ledger's transactions on PostgreSQL with TimescaleDB. */
public final class PostgresLedger implements LedgerTransactions {
    /** The name of a node that is alone. */
    static final String ALONE = "one";

    private final Transactions transactions;
    private final String node;

    /** @param dataSource connections to a migrated database */
    public PostgresLedger(DataSource dataSource) {
        this(dataSource, ALONE);
    }

    /**
     * Of one node among several on a database.
     *
     * @param node its name, the same after a restart
     */
    public PostgresLedger(DataSource dataSource, String node) {
        this.transactions = new Transactions(dataSource);
        this.node = node;
    }

    @Override
    public <T> T run(Work<T> work) {
        return transactions.run(connection -> work.in(new PostgresTables(connection, node)));
    }

    @Override
    public <T> T read(Work<T> question) {
        return transactions.read(connection -> question.in(new PostgresTables(connection, node)));
    }
}
