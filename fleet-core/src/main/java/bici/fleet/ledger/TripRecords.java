package bici.fleet.ledger;

import java.time.Instant;
import java.util.List;

/** Trips, open and finished, and their corrections. */
public interface TripRecords {
    /** Puts trips as they are in place of what they were; for each that was ended before, a correction. */
    void write(List<TripChange> changes, Owners owners, Instant now);
}
