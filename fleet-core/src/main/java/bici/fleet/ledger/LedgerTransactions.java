package bici.fleet.ledger;

import bici.fleet.dock.LedgerUnavailable;

/** Where the ledger's transactions run: the port that makes its logic independent of what keeps the rows. */
public interface LedgerTransactions {
    /**
     * Commits what {@code work} did and answers its result.
     *
     * @throws LedgerUnavailable when the fault is not one of the content; an unknown commit counts as not done
     * @throws Refused when the content is not taken
     */
    <T> T run(Work<T> work);

    /** As {@link #run}, for a single question that writes nothing. */
    default <T> T read(Work<T> question) {
        return run(question);
    }

    /** What one transaction does. Anything thrown takes all of it back. */
    @FunctionalInterface
    interface Work<T> {
        T in(LedgerTables tables);
    }
}
