package bici.fleet.dock;

/** The database cannot be reached or gave up for a passing reason: keep the facts, acknowledge nothing, try again. */
public final class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
