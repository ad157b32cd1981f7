package bici.fleet.operations;

import java.time.Instant;
import java.util.List;

/** The alarms that stand. Blocking; {@code bici.fleet.dock.LedgerUnavailable} while the database is away. */
public interface Alarms {
    /** Newest first, {@value #MAX} at most. Removals and quarantine stand for a day, states as long as they last. */
    List<Alarm> listAlarms(Instant at);

    int MAX = 500;
}
