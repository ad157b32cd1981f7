package bici.infra.simulation;

import bici.fleet.dock.RecordedFact;
import bici.fleet.ledger.BikeRow;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Trip;
import bici.fleet.trip.Whereabouts;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.TripId;
import bici.infra.simulation.Records.KeptTrip;
import bici.infra.simulation.Truth.Act;
import bici.infra.simulation.Truth.Bike;
import bici.infra.simulation.Truth.Why;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Trips and bikes against the truth. Where facts of a bike were destroyed, or their times could not be known well enough
 * to tell their order, less can be asked: then only that nothing is invented and that a bike in a dock is on no trip. One
 * thread.
 */
final class TripCheck {
    private final World world;
    private final Records records;
    private final Witness witness;
    private final Map<FactId, RecordedFact> known;
    private final Map<FactId, KeptTrip> trips = new HashMap<>();
    private int exact;

    TripCheck(World world, Records records, Witness witness, Map<FactId, RecordedFact> known) {
        this.world = world;
        this.records = records;
        this.witness = witness;
        this.known = known;
    }

    /** How many bikes could be compared trip by trip. */
    int run() {
        for (KeptTrip kept : records.trips()) {
            if (trips.put(kept.trip().id().opening(), kept) != null) {
                witness.wrong(Wrong.DUP, "trip " + kept.trip().id() + " is there twice");
            }
        }
        trips.values().forEach(this::checkRemoval);
        Map<String, BikeRow> rows = new HashMap<>();
        records.bikes().forEach(row -> rows.put(row.bike().value(), row));
        for (Bike bike : world.truth().bikes()) {
            checkPlace(bike, Optional.ofNullable(rows.get(bike.id)));
            checkTrips(bike);
            bike.acts.forEach(this::checkCommand);
        }
        checkRiders();
        world.history().note("bikes compared exactly", exact);
        return exact;
    }

    private void checkRemoval(KeptTrip kept) {
        Optional<Act> act = world.truth().findAct(kept.trip().id().opening());
        if (act.isEmpty() || act.get().isDocking() || act.get().why() == Why.CREW) {
            witness.wrong(Wrong.INVENTED, "trip " + kept.trip().id() + " has no removal");
        }
    }

    private void checkPlace(Bike bike, Optional<BikeRow> row) {
        Optional<Act> standing = bike.standing();
        Optional<String> shown = row.map(BikeRow::whereabouts)
                .filter(w -> w instanceof Whereabouts.AtDock)
                .map(w -> ((Whereabouts.AtDock) w).dock())
                .map(d -> d.station() + "/" + d.number());
        Optional<String> real = standing.map(a -> a.station() + "/" + a.dock());
        if (!shown.equals(real)) {
            witness.wrong(
                    Wrong.PLACE,
                    bike.id + " is in " + real.orElse("no dock") + " and shown in " + shown.orElse("no dock") + ", "
                            + row.map(r -> r.whereabouts().toString()).orElse("unknown"));
        }
    }

    private void checkTrips(Bike bike) {
        boolean stands = bike.standing().isPresent();
        List<KeptTrip> open = trips.values().stream()
                .filter(t -> t.bike().value().equals(bike.id) && t.trip().end() instanceof Trip.End.Riding)
                .toList();
        if (stands && !open.isEmpty()) {
            witness.wrong(
                    Wrong.GHOST_OPEN,
                    bike.id + " stands in a dock and rides "
                            + open.getFirst().trip().id());
        }
        if (open.size() > 1) {
            witness.wrong(Wrong.PLACE, bike.id + " rides " + open.size() + " trips");
        }
        if (isToldInOrder(bike)) {
            exact++;
            for (int i = 0; i < bike.acts.size(); i++) {
                Act act = bike.acts.get(i);
                if (!act.isDocking() && act.why() != Why.CREW) {
                    Optional<Act> next =
                            i + 1 < bike.acts.size() ? Optional.of(bike.acts.get(i + 1)) : Optional.empty();
                    compare(bike, act, next);
                }
            }
        } else {
            bike.acts.stream()
                    .filter(a -> !a.isDocking() && a.why() != Why.CREW)
                    .flatMap(a -> a.fact().stream())
                    .filter(f -> known.containsKey(f) && !trips.containsKey(f))
                    .forEach(f -> witness.wrong(Wrong.TRIP, bike.id + ": removal " + f + " opened no trip"));
        }
    }

    /** Whether every act is known, and at times that put them in the order in which they happened. */
    private boolean isToldInOrder(Bike bike) {
        List<RecordedFact> told = new ArrayList<>();
        for (Act act : bike.acts) {
            Optional<RecordedFact> fact = act.fact().map(known::get);
            if (fact.isEmpty() && !(told.isEmpty() && act.isDocking())) {
                return false;
            }
            fact.ifPresent(told::add);
        }
        for (int i = 1; i < told.size(); i++) {
            if (!told.get(i - 1).at().isBefore(told.get(i).at())) {
                return false;
            }
        }
        return true;
    }

    private void compare(Bike bike, Act removal, Optional<Act> docking) {
        KeptTrip kept = trips.get(removal.fact().orElseThrow());
        if (kept == null) {
            witness.wrong(Wrong.TRIP, bike.id + ": removal " + removal.fact().get() + " opened no trip");
            return;
        }
        String real = docking.map(
                        d -> "docked by " + d.fact().map(FactId::toString).orElse("?"))
                .orElse("riding");
        String shown = switch (kept.trip().end()) {
            case Trip.End.Riding end -> "riding";
            case Trip.End.NotYetKnown end -> "not yet known";
            case Trip.End.Docked end -> "docked by " + end.fact();
            case Trip.End.Returned end -> "returned by ruling " + end.ruling();
            case Trip.End.CorrectedAway end -> "taken away by ruling " + end.ruling();
        };
        if (!real.equals(shown)) {
            witness.wrong(Wrong.TRIP, bike.id + ": trip " + kept.trip().id() + " is " + real + " and shown " + shown);
        }
        Optional<RiderId> rider = removal.why() == Why.COMMAND
                ? records.findUnlock(new CommandId(removal.whom())).map(u -> u.rider())
                : Optional.empty();
        if (rider.isPresent() && !kept.rider().equals(rider)) {
            witness.wrong(
                    Wrong.TRIP, "trip " + kept.trip().id() + " is " + rider.get() + "'s, shown as " + kept.rider());
        }
    }

    /** What a command let go has ended its command. */
    private void checkCommand(Act removal) {
        Optional<FactId> fact = removal.fact().filter(known::containsKey);
        if (removal.why() == Why.COMMAND && fact.isPresent()) {
            records.findUnlock(new CommandId(removal.whom()))
                    .filter(u -> u.state() != CommandState.DONE || !u.trip().equals(fact.map(TripId::new)))
                    .ifPresent(u -> witness.wrong(
                            Wrong.ANSWER,
                            "unlock " + u.id() + " is " + u.state() + ", its bike went by " + fact.get()));
        }
    }

    private void checkRiders() {
        Set<RiderId> riding = new HashSet<>();
        for (KeptTrip kept : trips.values()) {
            if (kept.trip().end() instanceof Trip.End.Riding
                    && kept.rider().isPresent()
                    && !riding.add(kept.rider().get())) {
                witness.wrong(Wrong.PLACE, kept.rider().get() + " is on two trips");
            }
        }
    }
}
