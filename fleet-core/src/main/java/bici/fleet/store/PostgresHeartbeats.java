package bici.fleet.store;

import bici.fleet.operations.Heartbeats;
import java.time.Instant;
import javax.sql.DataSource;

/** Heartbeats on PostgreSQL: one row a node. */
public final class PostgresHeartbeats implements Heartbeats {
    private final Transactions transactions;

    public PostgresHeartbeats(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public void beat(String node, Instant at, Instant editionAt) {
        transactions.run(connection -> new Rows(connection).update(HeartbeatSql.BEAT, node, at, editionAt));
    }
}
