package bici.fleet.trip;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Event;
import bici.fleet.dock.RecordedFact;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import java.time.Instant;
import java.util.Optional;

/**
 * One step of a bike's history.
 *
 * @param earliest it happened no sooner; other than {@code at} where its own clocks tell nothing
 * @param at when it happened as far as we know, or only that it was no later
 * @param estimated its own clocks tell nothing of its time, whether or not there are bounds; or, of a docking, facts of
 *     which only bounds are known let it have ended another trip
 */
public record BikeFact(FactId id, Instant earliest, Instant at, boolean estimated, DockId dock, Step step) {
    /** With a time that is known. */
    public BikeFact(FactId id, Instant at, DockId dock, Step step) {
        this(id, at, at, false, dock, step);
    }

    /**
     * A recorded fact as a step of its bike; list version and proof stay with the fact.
     *
     * @throws IllegalArgumentException where it is of no bike
     */
    public static BikeFact of(RecordedFact recorded) {
        return switch (recorded.fact().event()) {
            case Event.BikeRemoved e ->
                of(
                        recorded,
                        e.dock(),
                        recorded.evidenceEpoch().isPresent()
                                ? new Step.Vanished()
                                : new Step.Removed(withoutProof(e.cause()), recorded.flag()));
            case Event.BikeDocked e -> of(recorded, e.dock(), new Step.Docked());
            default -> throw new IllegalArgumentException("no step of a bike: " + recorded.fact());
        };
    }

    private static BikeFact of(RecordedFact recorded, int dock, Step step) {
        FactId id = recorded.fact().id();
        return new BikeFact(
                id, recorded.earliest(), recorded.at(), recorded.isEstimated(), new DockId(id.station(), dock), step);
    }

    private static Cause withoutProof(Cause cause) {
        return cause instanceof Cause.ByCard by ? new Cause.ByCard(by.card(), 0, "") : cause;
    }

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

    /** Is all that is known of its time between what it happened? */
    public boolean isLoose() {
        return earliest.isBefore(at);
    }

    /** Its order is known now; a loose one stays within its bounds. */
    BikeFact countedAt(Instant effective) {
        return effective.equals(at) && !isLoose()
                ? this
                : new BikeFact(id, effective, effective, estimated, dock, step);
    }

    /** It may have ended another trip than it seems to. */
    BikeFact doubtful() {
        return new BikeFact(id, earliest, at, true, dock, step);
    }

    /** A loose fact within narrower bounds. */
    BikeFact within(Instant from, Instant to) {
        return new BikeFact(id, from.isBefore(to) ? from : to, to, estimated, dock, step);
    }
}
