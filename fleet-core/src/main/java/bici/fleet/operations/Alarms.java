package bici.fleet.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The alarms that stand. Blocking; {@code bici.fleet.dock.LedgerUnavailable} while the database is away. */
public interface Alarms {
    /** Gravest first, then newest, {@value #MAX} at most. States stand as long as they last. */
    List<Alarm> listAlarms(Instant at);

    int MAX = 500;

    /** How long what no later fact can answer stands: bad proofs, repaired trips, inventories that differed, two machines with one key. */
    Duration NOTED = Duration.ofDays(1);

    /** How long a forced lock stands that nothing tells to be in order again. */
    Duration FORCED = Duration.ofDays(7);

    /** How long what a node said last still counts: one that has stopped says nothing of its feeds. */
    Duration BEATING = Duration.ofMinutes(1);

    /** How long after the last message in quarantine it no longer grows. */
    Duration GROWING = Duration.ofHours(1);
}
