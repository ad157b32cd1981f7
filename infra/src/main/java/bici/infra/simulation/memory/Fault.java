package bici.infra.simulation.memory;

/** What may befall a transaction. */
public enum Fault {
    NONE,
    /** The database cannot be reached: nothing is done, and the caller is told so. */
    UNAVAILABLE,
    /** The process dies before the commit: everything of the transaction is lost. */
    CRASH_BEFORE_COMMIT,
    /** The process dies right after the commit: it is done, and nobody is told. */
    CRASH_AFTER_COMMIT,
    /** The connection breaks during the commit: it is done, and the caller must take it as not done. */
    UNKNOWN_COMMIT
}
