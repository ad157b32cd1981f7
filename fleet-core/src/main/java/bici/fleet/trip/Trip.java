package bici.fleet.trip;

import bici.fleet.dock.Cause;
import bici.fleet.dock.RemovalFlag;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A bike removed by a rider, and how that came out as far as the facts tell.
 *
 * @param startEstimated nobody knows just when it started
 * @param flag why it needs a look: one of {@link RemovalFlag}
 */
public record Trip(
        TripId id,
        Instant startedAt,
        boolean startEstimated,
        DockId start,
        Cause cause,
        Optional<String> flag,
        End end) {

    /** A ride from a station back to the same station that is not longer than this was none. */
    public static final Duration FALSE_START = Duration.ofSeconds(60);

    /** Nobody is charged for longer by a time that is an estimate, unless somebody has looked at it. */
    public static final Duration PLAUSIBLE = Duration.ofHours(24);

    /** How a trip stands. */
    public sealed interface End {
        /** The bike is out: no later fact of it is known. */
        record Riding() implements End {}

        /**
         * The trip is over, but nothing tells where: some station has not told yet.
         *
         * @param by the removal that shows it; empty when the bike was declared missing
         */
        record NotYetKnown(Optional<FactId> by) implements End {}

        /** It is known when the trip was over. */
        sealed interface Ended extends End {
            Instant at();
        }

        /**
         * The bike was docked.
         *
         * @param estimated nobody knows just when, or whether another docking ended it
         * @param repaired at some time only an inventory showed that the bike was back, and its rider was told so: such a
         *     trip costs nothing, even when its docking is told later
         */
        record Docked(Instant at, boolean estimated, DockId dock, FactId fact, boolean repaired) implements Ended {}

        /** The control room ended it: where the bike is, nobody has told. */
        record Returned(Instant at, long ruling) implements Ended {}

        /** The control room took the trip away: it counts as one that never was. */
        record CorrectedAway(long ruling) implements End {}
    }

    /** Back where it began before anybody could have ridden: a lock tried, a flat tyre seen. */
    public boolean isFalseStart() {
        return end instanceof End.Docked docked
                && docked.dock().station().equals(start.station())
                && Duration.between(startedAt, docked.at()).compareTo(FALSE_START) <= 0;
    }

    /** Longer than anybody rides, by a time that is an estimate, and not free anyway: somebody has to look at it. */
    public boolean isImplausible() {
        return end instanceof End.Docked docked
                && !docked.repaired()
                && (startEstimated || docked.estimated())
                && Duration.between(startedAt, docked.at()).compareTo(PLAUSIBLE) > 0;
    }

    static Trip opened(BikeFact fact, BikeFact.Step.Removed removal) {
        return new Trip(
                new TripId(fact.id()),
                fact.at(),
                fact.estimated(),
                fact.dock(),
                removal.cause(),
                removal.flag(),
                new End.Riding());
    }

    /** Its command had let the bike go once before: this removal was another. */
    Trip notCommanded() {
        return new Trip(id, startedAt, startEstimated, start, cause, Optional.of(RemovalFlag.NOT_COMMANDED), end);
    }

    /** The station names a command of ours that did not let this bike go: then whose it was says nothing of the trip. */
    public boolean isFalselyClaimed() {
        return flag.filter(RemovalFlag.NOT_COMMANDED::equals).isPresent();
    }

    /** A command of a rider's let the bike go. */
    boolean isCommanded() {
        return cause instanceof Cause.ByCommand && !isFalselyClaimed();
    }

    Trip ended(BikeFact docking) {
        boolean inferred = docking.id().journal() == FactId.INFERRED;
        return withEnd(new End.Docked(docking.at(), docking.estimated(), docking.dock(), docking.id(), inferred));
    }

    /** The same end, of which only an inventory told at first. */
    Trip repaired(End.Docked known) {
        return withEnd(new End.Docked(known.at(), known.estimated(), known.dock(), known.fact(), true));
    }

    /** The docking that ended it does not agree with what is told of the bike next. */
    Trip endedInDoubt() {
        return end instanceof End.Docked known
                ? withEnd(new End.Docked(known.at(), true, known.dock(), known.fact(), known.repaired()))
                : this;
    }

    Trip returned(Instant at, long ruling) {
        return withEnd(new End.Returned(at.isBefore(startedAt) ? startedAt : at, ruling));
    }

    Trip correctedAway(long ruling) {
        return withEnd(new End.CorrectedAway(ruling));
    }

    Trip overtaken(Optional<FactId> by) {
        return withEnd(new End.NotYetKnown(by));
    }

    private Trip withEnd(End newEnd) {
        return new Trip(id, startedAt, startEstimated, start, cause, flag, newEnd);
    }
}
