package bici.fleet.trip;

import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.RiderId;
import java.time.Instant;
import java.util.Optional;

/**
 * Where riders ask for bikes. Every method blocks until its transaction is committed, may be called from any thread that
 * may block, and throws {@code bici.fleet.dock.LedgerUnavailable} while the database is away: then asking again with the
 * same key is safe.
 */
public interface UnlockDesk {
    /** Decides by the policies, holds bike, dock and rider, and queues the command: all in one transaction. */
    UnlockAnswer request(UnlockRequest request, Instant at);

    /**
     * Takes a request back. It ends {@code CANCELLED} as long as the station was not sent it, also when it never arrived
     * here: it opens nothing if it arrives yet. Otherwise the answer says how it stands, and what was sent goes its way.
     */
    UnlockAnswer cancel(UnlockRequest request, Instant at);

    /** An unlock of this rider; another's is not found. */
    Optional<Unlock> find(RiderId rider, CommandId unlock);
}
