package bici.fleet.dock;

import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The port by which everything stations say is kept. Every method blocks until its transaction is committed and may be
 * called from any thread that may block; each throws {@link LedgerUnavailable} while the database cannot be reached,
 * and then nothing of the call was kept or what was kept is absorbed by calling again with the same argument.
 */
public interface StationLedger {
    /** Stores the birth and opens a session of its own epoch, closing the station's earlier one. */
    Session openSession(Birth birth);

    /** Marks the station off line if {@code epoch} is still its current one; the end of an older session is ignored. */
    void closeSession(StationId station, long epoch, Instant at, String why);

    /**
     * Closes whatever sessions a killed process of this node left open; other nodes keep theirs. Called once at the start,
     * before anything listens.
     */
    void closeAllSessions(Instant at);

    /**
     * Records deliveries in one transaction, set-wise. Facts of one station must not be recorded by two calls at once;
     * the database would serialise them, but slowly. A delivery the database refuses for its content is narrowed down
     * to the fact at fault, which goes to quarantine; the rest is kept.
     *
     * @return one receipt per delivery, in the same order
     */
    List<Receipt> record(List<Delivery> deliveries);

    /** Keeps telemetry. That its stations spoke is not noted by it. */
    void recordHealth(List<HealthReading> readings);

    /**
     * Notes when stations spoke last, whatever they said. Unknown ones are left out, and those of which something is being
     * recorded: they will be heard again.
     */
    void noteHeard(Map<StationId, Instant> heard);
}
