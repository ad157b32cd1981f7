package bici.infra.simulation;

import bici.fleet.dock.LedgerUnavailable;
import bici.fleet.ledger.LedgerTransactions;
import java.io.IOException;

/**
 * The database as the core meets it: away for a while, taking a transaction back, committing without being able to say
 * so; or the node is killed just before or just after a commit. One thread.
 */
final class Database implements LedgerTransactions {
    private static final double TRANSACTIONS_A_DAY = 12_000;

    private final LedgerTransactions kept;
    private final World world;
    private long awayUntilMs = Long.MIN_VALUE;
    private long troubledMs = Long.MIN_VALUE;

    Database(LedgerTransactions kept, World world) {
        this.kept = kept;
        this.world = world;
    }

    void goAway(long ms) {
        awayUntilMs = Math.max(awayUntilMs, world.nowMs() + ms);
        troubledMs = awayUntilMs;
    }

    /** The last moment of trouble known, which may be to come. */
    long troubledMs() {
        return troubledMs;
    }

    @Override
    public <T> T run(Work<T> work) {
        if (world.nowMs() < awayUntilMs) {
            throw unavailable("away");
        }
        if (strikes(Fault.KILLED_BEFORE_COMMIT)) {
            kept.run(tables -> {
                work.in(tables);
                throw new NodeKilled();
            });
        }
        if (strikes(Fault.COMMIT_FAILED)) {
            kept.run(tables -> {
                work.in(tables);
                throw unavailable("taken back");
            });
        }
        T result = kept.run(work);
        if (strikes(Fault.KILLED_AFTER_COMMIT)) {
            throw new NodeKilled();
        }
        if (strikes(Fault.COMMIT_UNKNOWN)) {
            throw unavailable("commit unknown");
        }
        return result;
    }

    private boolean strikes(Fault fault) {
        boolean struck = world.faults().strikes(fault, TRANSACTIONS_A_DAY);
        if (struck) {
            troubledMs = Math.max(troubledMs, world.nowMs());
        }
        return struck;
    }

    private static LedgerUnavailable unavailable(String why) {
        return new LedgerUnavailable(why, new IOException(why));
    }
}
