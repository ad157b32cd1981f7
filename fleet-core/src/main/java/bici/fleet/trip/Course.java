package bici.fleet.trip;

import bici.fleet.dock.Cause;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A bike on its way through its history: one step after the other. Mutable, one thread, one fold. */
final class Course {
    private final Map<TripId, Trip> trips = new LinkedHashMap<>();
    private final Rulings rulings;
    private final Deque<Instant> declaredMissing;
    /** Removals of a time when the bike was not of the fleet. */
    private final Set<FactId> outside;
    /** Commands that let the bike go: each does so once. */
    private final Set<CommandId> obeyed = new HashSet<>();

    private Whereabouts now;
    /** Whose bike was declared missing: a docking ends it all the same. */
    private Optional<Trip> lost = Optional.empty();
    /** Ended by the fact before this one. */
    private Optional<Trip> justEnded = Optional.empty();

    Course(Whereabouts start, Rulings rulings, Set<FactId> outside) {
        this.now = start;
        this.rulings = rulings;
        this.outside = outside;
        this.declaredMissing = new ArrayDeque<>(rulings.declaredMissing());
        if (start instanceof Whereabouts.OnTrip riding) {
            put(riding.trip());
            obey(riding.trip());
        }
    }

    Whereabouts now() {
        return now;
    }

    Map<TripId, Trip> trips() {
        return trips;
    }

    void passAllTime() {
        passTimeUntil(Instant.MAX);
    }

    /** What rulings say of the time before a fact; at one moment the fact counts first. */
    void passTimeUntil(Instant fact) {
        while (!declaredMissing.isEmpty() && declaredMissing.getFirst().isBefore(fact)) {
            Instant at = declaredMissing.removeFirst();
            returnBefore(at);
            goMissing(at);
        }
        returnBefore(fact);
    }

    /** Of a trip whose bike was declared missing meanwhile, too. */
    private void returnBefore(Instant moment) {
        Optional<Trip> open = now instanceof Whereabouts.OnTrip riding ? Optional.of(riding.trip()) : lost;
        open.flatMap(rulings::findReturned).ifPresent(returned -> {
            Instant at = ((Trip.End.Returned) returned.end()).at();
            if (at.isBefore(moment)) {
                put(returned);
                lost = Optional.empty();
                now = now instanceof Whereabouts.Missing ? now : new Whereabouts.Missing(at);
            }
        });
    }

    /** A bike that a station shows is not missing, whatever was declared. */
    private void goMissing(Instant at) {
        if (now instanceof Whereabouts.AtDock) {
            return;
        }
        if (now instanceof Whereabouts.OnTrip riding) {
            lost = Optional.of(riding.trip());
            put(riding.trip().overtaken(Optional.empty()));
        }
        now = new Whereabouts.Missing(at);
    }

    void take(BikeFact fact) {
        if (now.contradicts(fact)) {
            justEnded.ifPresent(trip -> put(trip.endedInDoubt()));
        }
        switch (fact.step()) {
            case BikeFact.Step.Docked docked -> dock(fact);
            case BikeFact.Step.Removed removed -> remove(fact);
            case BikeFact.Step.Vanished vanished -> move(fact);
        }
    }

    private void dock(BikeFact docking) {
        Optional<Trip> endedBefore = justEnded;
        Optional<Trip> ended = now instanceof Whereabouts.OnTrip riding ? Optional.of(riding.trip()) : lost;
        boolean shownAgain = docking.id().journal() == FactId.INFERRED
                && now instanceof Whereabouts.AtDock here
                && here.dock().equals(docking.dock());
        move(docking);
        justEnded = ended.map(trip -> trip.ended(docking));
        justEnded.ifPresent(this::put);
        if (shownAgain) {
            // The inventory stood for the docking until the docking was told.
            endedBefore.ifPresent(trip -> put(trip.repaired((Trip.End.Docked) trip.end())));
        }
    }

    private void remove(BikeFact removal) {
        move(removal);
        if (now instanceof Whereabouts.OnTrip opened) {
            Trip trip = obey(opened.trip()) ? opened.trip() : opened.trip().notCommanded();
            if (outside.contains(removal.id()) && !trip.isCommanded()) {
                now = new Whereabouts.Missing(removal.at());
                return;
            }
            now = new Whereabouts.OnTrip(trip);
            Optional<Ruling> revert = rulings.findRevert(trip.id());
            put(revert.map(ruling -> trip.correctedAway(ruling.id())).orElse(trip));
            if (revert.isPresent()) {
                now = new Whereabouts.Missing(removal.at());
            }
        }
    }

    /** False when the command that it names let the bike go before. */
    private boolean obey(Trip trip) {
        return !(trip.cause() instanceof Cause.ByCommand by) || trip.isFalselyClaimed() || obeyed.add(by.command());
    }

    private void move(BikeFact fact) {
        Whereabouts.Move move = now.after(fact);
        move.decided().forEach(this::put);
        now = move.to();
        if (!(fact.step() instanceof BikeFact.Step.Vanished)) {
            lost = Optional.empty();
        }
        justEnded = Optional.empty();
    }

    private void put(Trip trip) {
        trips.put(trip.id(), trip);
    }
}
