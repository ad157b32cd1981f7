package bici.fleet.trip;

import bici.fleet.dock.Cause;
import bici.fleet.vocabulary.DockId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a bike is after its last fact. It follows from the last docking or removal alone, so a late fact changes only what
 * touches it and its neighbours. That it vanished from a dock says nothing of a bike that is known to be elsewhere.
 */
public sealed interface Whereabouts {
    /** No fact of the bike is known. */
    record Unknown() implements Whereabouts {}

    record AtDock(DockId dock, Instant since) implements Whereabouts {}

    record OnTrip(Trip trip) implements Whereabouts {}

    record OnTruck(Instant since) implements Whereabouts {}

    /** Known not to be in the dock where it was last. */
    record Missing(Instant since) implements Whereabouts {}

    /** Where the bike is after one more fact, and the trips that this fact decides. */
    default Move after(BikeFact fact) {
        return switch (fact.step()) {
            case BikeFact.Step.Docked docked -> new Move(new AtDock(fact.dock(), fact.at()), endedTrip(fact));
            case BikeFact.Step.Vanished vanished ->
                new Move(canVanishFrom(fact.dock()) ? new Missing(fact.at()) : this, List.of());
            case BikeFact.Step.Removed removed ->
                new Move(
                        removed.cause() instanceof Cause.ByCrew
                                ? new OnTruck(fact.at())
                                : new OnTrip(Trip.opened(fact, removed)),
                        overtakenTrip(fact));
        };
    }

    private boolean canVanishFrom(DockId dock) {
        return this instanceof Unknown
                || (this instanceof AtDock here && here.dock().equals(dock));
    }

    private List<Trip> endedTrip(BikeFact docking) {
        return this instanceof OnTrip riding ? List.of(riding.trip().ended(docking)) : List.of();
    }

    private List<Trip> overtakenTrip(BikeFact removal) {
        return this instanceof OnTrip riding ? List.of(riding.trip().overtaken(Optional.of(removal.id()))) : List.of();
    }

    /** Does it tell of a bike that stands in a dock that it was in another? A removal or a docking is missing, or untrue. */
    default boolean contradicts(BikeFact fact) {
        return this instanceof AtDock here
                && !allows(fact)
                && !(fact.step() instanceof BikeFact.Step.Docked && here.dock().equals(fact.dock()));
    }

    /** Could this fact have happened to a bike that is here, with nothing in between? */
    default boolean allows(BikeFact fact) {
        if (fact.step() instanceof BikeFact.Step.Vanished) {
            return true;
        }
        return switch (this) {
            case Unknown unknown -> true;
            case AtDock here ->
                fact.step() instanceof BikeFact.Step.Removed && here.dock().equals(fact.dock());
            case OnTrip riding -> fact.step() instanceof BikeFact.Step.Docked;
            case OnTruck truck -> fact.step() instanceof BikeFact.Step.Docked;
            case Missing missing -> fact.step() instanceof BikeFact.Step.Docked;
        };
    }

    /**
     * What a fact does to a bike.
     *
     * @param decided trips whose end this fact settles, one at most
     */
    record Move(Whereabouts to, List<Trip> decided) {}
}
