package bici.fleet.trip;

import bici.fleet.vocabulary.TripId;
import java.time.Instant;

/**
 * A decision of the control room, recorded as what stations tell is recorded: it edits nothing, the fold takes it in.
 *
 * @param id in the order in which they were made; of two on one trip the later stands
 */
public record Ruling(long id, Verdict verdict) {

    /** What was decided. */
    public sealed interface Verdict {}

    /** On one trip. */
    public sealed interface OnTrip extends Verdict {
        TripId trip();
    }

    /** The trip was over then, unless a docking shows that it was over before. */
    public record ForcedReturn(TripId trip, Instant at) implements OnTrip {}

    /** The trip never was: it is taken away, the removal stays. */
    public record Revert(TripId trip) implements OnTrip {}

    /** The trip counts as the facts tell it, contested or not; takes back an earlier ruling on it. */
    public record Uphold(TripId trip) implements OnTrip {}

    /** Nobody knew where the bike was, from then until a station shows it. */
    public record Missing(Instant at) implements Verdict {}
}
