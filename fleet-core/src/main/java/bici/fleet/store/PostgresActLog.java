package bici.fleet.store;

import bici.fleet.operations.ActLog;
import java.time.Clock;
import javax.sql.DataSource;

/** Acts outside the database, on PostgreSQL. */
public final class PostgresActLog implements ActLog {
    private final Transactions transactions;
    private final Clock clock;

    public PostgresActLog(DataSource dataSource, Clock clock) {
        this.transactions = new Transactions(dataSource);
        this.clock = clock;
    }

    @Override
    public void record(Entry entry, Runnable deed) {
        transactions.run(connection -> {
            AuditLog.add(connection, entry, clock.instant());
            deed.run();
            return true;
        });
    }
}
