package bici.fleet.operations;

import bici.fleet.trip.CommandState;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.util.Optional;

/** Something changed and is committed: whoever shows it or waits for it should look. */
public sealed interface Notice {
    /** A command waits for this station. */
    record CommandQueued(StationId station) implements Notice {}

    /** A command got another state, this one. The rider's, when it is an unlock. */
    record CommandChanged(CommandId command, StationId station, Optional<RiderId> rider, CommandState state)
            implements Notice {}

    /** A trip opened, ended or came out otherwise. */
    record TripChanged(TripId trip, Optional<RiderId> rider) implements Notice {}

    /** A station is wanted to run on other settings. */
    record ConfigWanted(StationId station) implements Notice {}

    /** Docks, connection or service of a station changed. */
    record StationChanged(StationId station) implements Notice {}

    /** A rider's report was made or seen to: alarms may have changed. */
    record ReportChanged() implements Notice {}
}
