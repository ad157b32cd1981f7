package bici.fleet.trip;

import bici.fleet.dock.Cause;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import java.time.Instant;
import java.util.Optional;

/**
 * One step of a bike's history.
 *
 * @param at when it happened as far as we know (corrected device time)
 */
public record BikeFact(FactId id, Instant at, DockId dock, Step step) {

    /** What happened to the bike at {@code dock}. */
    public sealed interface Step {
        /**
         * The lock let the bike go.
         *
         * @param cause without list version and proof, which stay with the fact
         * @param flag why the removal needs a look
         */
        record Removed(Cause cause, Optional<String> flag) implements Step {}

        record Docked() implements Step {}

        /** An inventory shows that the bike is not where the ledger had it: inferred, so no trip opens. */
        record Vanished() implements Step {}
    }

    BikeFact countedAt(Instant effective) {
        return effective.equals(at) ? this : new BikeFact(id, effective, dock, step);
    }
}
