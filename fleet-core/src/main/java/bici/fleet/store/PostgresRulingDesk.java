package bici.fleet.store;

import bici.fleet.ledger.LedgerRulingDesk;
import bici.fleet.operations.Notices;
import javax.sql.DataSource;

/** Rulings on PostgreSQL. */
public final class PostgresRulingDesk extends LedgerRulingDesk {
    public PostgresRulingDesk(DataSource dataSource, Notices notices) {
        super(new PostgresLedger(dataSource), notices);
    }
}
