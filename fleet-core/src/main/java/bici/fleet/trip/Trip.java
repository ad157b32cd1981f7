package bici.fleet.trip;

import bici.fleet.dock.Cause;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.Optional;

/**
 * A bike removed by a rider, and how that came out as far as the facts tell.
 *
 * @param flag why it needs a look: {@code unauthorised}, {@code proof-failed}
 */
public record Trip(TripId id, Instant startedAt, DockId start, Cause cause, Optional<String> flag, End end) {

    /** How a trip stands. */
    public sealed interface End {
        /** The bike is out: no later fact of it is known. */
        record Riding() implements End {}

        /** A later fact of the bike is known, but not the docking before it: some station has not told yet. */
        record NotYetKnown() implements End {}

        record Docked(Instant at, DockId dock, FactId fact) implements End {}
    }

    static Trip opened(BikeFact fact, BikeFact.Step.Removed removal) {
        return new Trip(
                new TripId(fact.id()), fact.at(), fact.dock(), removal.cause(), removal.flag(), new End.Riding());
    }

    Trip ended(BikeFact docking) {
        return withEnd(new End.Docked(docking.at(), docking.dock(), docking.id()));
    }

    Trip overtaken() {
        return withEnd(new End.NotYetKnown());
    }

    private Trip withEnd(End newEnd) {
        return new Trip(id, startedAt, start, cause, flag, newEnd);
    }
}
