package bici.fleet.store;

import bici.fleet.ledger.LedgerUnlockDesk;
import bici.fleet.operations.Notices;
import bici.fleet.people.Secrets;
import bici.fleet.vocabulary.CommandId;
import javax.sql.DataSource;

/**
 * Unlocks on PostgreSQL. A rider's row is locked first; two riders who want one bike meet at the unique indexes of
 * {@code command}.
 */
public final class PostgresUnlockDesk extends LedgerUnlockDesk {
    /**
     * A desk by all current policies.
     *
     * @param policyVersion version of the data policy a rider must have agreed to
     */
    public PostgresUnlockDesk(DataSource dataSource, Notices notices, String policyVersion) {
        super(new PostgresLedger(dataSource), notices, policyVersion, () -> new CommandId(Secrets.id()));
    }
}
