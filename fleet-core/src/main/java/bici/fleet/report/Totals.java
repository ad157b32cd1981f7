package bici.fleet.report;

/** How much there is. Blocking; {@code bici.fleet.dock.LedgerUnavailable} while the database is away. */
public interface Totals {
    Sums getSums();

    /**
     * Counted at one moment.
     *
     * @param facts recorded
     * @param tripsOpened whether they ended or not
     * @param tripsClosed of these
     */
    record Sums(long stations, long bikes, long facts, long tripsOpened, long tripsClosed) {}
}
