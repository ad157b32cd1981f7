package bici.fleet.ledger;

import bici.fleet.operations.ActLog;
import bici.fleet.operations.FleetDesk.Entry;
import bici.fleet.vocabulary.BikeId;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/** Which bikes are of the fleet, whatever stations tell of. */
public interface FleetRecords {
    /** Locks those of these that are known, be it only by stations, and not retired; no other is made. */
    Set<BikeId> lockUnretired(Collection<BikeId> bikes);

    /** Takes locked bikes in since then, or since earlier if that is known; a retirement ends. */
    void register(Collection<Entry> bikes);

    /** Of locked bikes. */
    void retire(Collection<BikeId> bikes, Instant at);

    /** Adds to the audit log, the last act of the transaction. */
    void note(ActLog.Entry act, Instant at);
}
