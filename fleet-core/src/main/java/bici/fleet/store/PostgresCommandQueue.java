package bici.fleet.store;

import bici.fleet.ledger.LedgerCommandQueue;
import bici.fleet.operations.Notices;
import javax.sql.DataSource;

/** The outbox of commands on PostgreSQL: a row is locked by whoever moves it, and skipped by others who sweep. */
public final class PostgresCommandQueue extends LedgerCommandQueue {
    public PostgresCommandQueue(DataSource dataSource, Notices notices) {
        super(new PostgresLedger(dataSource), notices);
    }
}
