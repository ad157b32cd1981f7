package bici.fleet.trip;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A rider's unlock, as far as it has come.
 *
 * @param refusal why, when it ended {@code REFUSED}
 * @param deadline a lock never opens after it
 * @param trip the trip it opened, when it is {@code DONE}
 */
public record Unlock(
        CommandId id,
        RiderId rider,
        BikeId bike,
        DockId dock,
        CommandState state,
        Optional<Refusal> refusal,
        Instant requestedAt,
        Instant deadline,
        Optional<TripId> trip) {
    /** From the request to the deadline. */
    public static final Duration TIME_TO_LIVE = Duration.ofSeconds(10);
    /** After the deadline, until bike, dock and rider are free for another unlock though nothing was heard. */
    public static final Duration MARGIN = Duration.ofSeconds(5);
    /** A lock that opened in time may be pulled a little later: this is more than any lock stays open. */
    public static final Duration LONGEST_OPEN = Duration.ofSeconds(30);
    /** After its deadline a command is over beyond doubt, whatever steps clocks may make. */
    public static final Duration LONG_OVER = Duration.ofMinutes(15);
}
