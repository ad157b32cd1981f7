package bici.fleet.store;

import bici.fleet.ledger.ClaimCheck;
import bici.fleet.ledger.RecordingLedger;
import bici.fleet.operations.Notices;
import bici.fleet.operations.ProofCheck;
import javax.sql.DataSource;

/** The station ledger on PostgreSQL with TimescaleDB. */
public final class PostgresStationLedger extends RecordingLedger {
    /**
     * A ledger that checks removals by card.
     *
     * @param dataSource connections to a migrated database
     */
    public PostgresStationLedger(DataSource dataSource, ProofCheck proofs) {
        this(dataSource, proofs, Notices.none());
    }

    /**
     * A ledger that tells of what changed.
     *
     * @param dataSource connections to a migrated database
     */
    public PostgresStationLedger(DataSource dataSource, ProofCheck proofs, Notices notices) {
        this(dataSource, PostgresLedger.ALONE, proofs, notices);
    }

    /**
     * The ledger of one node among several on a database.
     *
     * @param node its name, the same after a restart
     */
    public PostgresStationLedger(DataSource dataSource, String node, ProofCheck proofs, Notices notices) {
        super(new PostgresLedger(dataSource, node), proofs, notices);
    }

    /** A ledger that is told again what was recorded before, and what was found of it then. */
    PostgresStationLedger(DataSource dataSource, ProofCheck proofs, ClaimCheck claims) {
        super(new PostgresLedger(dataSource, PostgresLedger.ALONE), proofs, claims, Notices.none());
    }
}
