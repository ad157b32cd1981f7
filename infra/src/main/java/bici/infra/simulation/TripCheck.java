package bici.infra.simulation;

import bici.fleet.dock.RecordedFact;
import bici.fleet.dock.TimeJudge.TimeQuality;
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
import java.util.stream.IntStream;

/**
 * Trips and bikes against the truth. Where facts of a bike were destroyed, or their times could not be known well enough
 * to tell their order, or its tag was read where it was not, less can be asked: then only that nothing is invented, that a
 * bike in a dock is on no trip, and that what came out otherwise says that it is doubtful. One thread.
 */
final class TripCheck {
    private final World world;
    private final Records records;
    private final Witness witness;
    private final Map<FactId, RecordedFact> known;
    private final Map<FactId, KeptTrip> trips = new HashMap<>();
    private final ClockTruth clocks;
    private final Set<FactId> contradicting = new HashSet<>();
    private int exact;
    private int removals;
    private int right;
    private int wrongUnflagged;
    private int flaggedRight;

    TripCheck(World world, Records records, Witness witness, Map<FactId, RecordedFact> known, ClockTruth clocks) {
        this.world = world;
        this.records = records;
        this.witness = witness;
        this.known = known;
        this.clocks = clocks;
    }

    /**
     * What the comparison came to.
     *
     * @param bikes that could be compared trip by trip
     * @param trips removals by riders that became known
     * @param right trips as they were ridden, with nothing marked as doubtful
     * @param wrongUnflagged trips that came out otherwise, and nothing says so
     * @param flaggedRight trips that are marked though they are right and could be known
     */
    record Compared(int bikes, int trips, int right, int wrongUnflagged, int flaggedRight) {
        static final Compared NOTHING = new Compared(0, 0, 0, 0, 0);

        Compared plus(Compared other) {
            return new Compared(
                    bikes + other.bikes,
                    trips + other.trips,
                    right + other.right,
                    wrongUnflagged + other.wrongUnflagged,
                    flaggedRight + other.flaggedRight);
        }
    }

    Compared run() {
        for (KeptTrip kept : records.trips()) {
            if (trips.put(kept.trip().id().opening(), kept) != null) {
                witness.wrong(Wrong.DUP, "trip " + kept.trip().id() + " is there twice");
            }
        }
        trips.values().forEach(this::checkRemoval);
        trips.values().forEach(kept -> {
            if (kept.trip().end() instanceof Trip.End.NotYetKnown end) {
                end.by().ifPresent(contradicting::add);
            }
        });
        Map<String, BikeRow> rows = new HashMap<>();
        records.bikes().forEach(row -> rows.put(row.bike().value(), row));
        for (Bike bike : world.truth().bikes()) {
            checkPlace(bike, Optional.ofNullable(rows.get(bike.id)));
            checkTrips(bike);
            bike.acts.forEach(this::checkCommand);
        }
        checkRiders();
        world.history().note("bikes compared exactly", exact);
        return new Compared(exact, removals, right, wrongUnflagged, flaggedRight);
    }

    private void checkRemoval(KeptTrip kept) {
        Optional<Act> act = world.truth().findAct(kept.trip().id().opening());
        if (act.isEmpty() || act.get().isDocking() || act.get().why() == Why.CREW) {
            witness.wrong(Wrong.INVENTED, "trip " + kept.trip().id() + " has no removal");
        }
    }

    private void checkPlace(Bike bike, Optional<BikeRow> row) {
        if (bike.isCopied()) {
            return;
        }
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
        Optional<List<RecordedFact>> told = findTold(bike);
        boolean inOrder = !bike.isCopied() && told.filter(TripCheck::isInOrder).isPresent();
        exact += inOrder ? 1 : 0;
        for (int i = 0; i < bike.acts.size(); i++) {
            Act act = bike.acts.get(i);
            Optional<FactId> opening = act.fact().filter(known::containsKey);
            if (act.isDocking() || act.why() == Why.CREW || opening.isEmpty()) {
                continue;
            }
            removals++;
            KeptTrip kept = trips.get(opening.get());
            if (kept == null) {
                witness.wrong(Wrong.TRIP, bike.id + ": removal " + opening.get() + " opened no trip");
            } else if (told.isPresent()) {
                compare(bike, i, kept, inOrder);
            }
        }
    }

    /** Every act, if all are known. */
    private Optional<List<RecordedFact>> findTold(Bike bike) {
        List<RecordedFact> told = new ArrayList<>();
        for (Act act : bike.acts) {
            Optional<RecordedFact> fact = act.fact().map(known::get);
            if (fact.isEmpty() && !(told.isEmpty() && act.isDocking())) {
                return Optional.empty();
            }
            fact.ifPresent(told::add);
        }
        return Optional.of(told);
    }

    /** At times that put them in the order in which they happened. */
    private static boolean isInOrder(List<RecordedFact> told) {
        for (int i = 1; i < told.size(); i++) {
            if (!told.get(i - 1).at().isBefore(told.get(i).at())) {
                return false;
            }
        }
        return true;
    }

    /** A trip that comes out otherwise is wrong where the order of what happened was known, and else where nothing marks it. */
    private void compare(Bike bike, int removal, KeptTrip kept, boolean inOrder) {
        Optional<String> difference = findDifference(bike, removal, kept);
        boolean flagged = isFlagged(kept);
        if (difference.isPresent()) {
            wrongUnflagged += flagged ? 0 : 1;
            if (inOrder || !flagged) {
                witness.wrong(Wrong.TRIP, bike.id + ": trip " + kept.trip().id() + " " + difference.get());
            }
        } else if (!flagged) {
            right++;
        } else if (isKnowable(bike, removal)) {
            flaggedRight++;
            world.history().note("flagged though right", bike.id, kept.trip().id());
        }
    }

    private static Optional<Act> at(Bike bike, int act) {
        return act < 0 || act >= bike.acts.size() ? Optional.empty() : Optional.of(bike.acts.get(act));
    }

    private Optional<String> findDifference(Bike bike, int removal, KeptTrip kept) {
        String real = at(bike, removal + 1)
                .map(d -> "docked by " + d.fact().map(FactId::toString).orElse("?"))
                .orElse("riding");
        String shown = switch (kept.trip().end()) {
            case Trip.End.Riding end -> "riding";
            case Trip.End.NotYetKnown end -> "not yet known";
            case Trip.End.Docked end -> "docked by " + end.fact();
            case Trip.End.Returned end -> "returned by ruling " + end.ruling();
            case Trip.End.CorrectedAway end -> "taken away by ruling " + end.ruling();
        };
        if (!real.equals(shown)) {
            return Optional.of("is " + real + " and shown " + shown);
        }
        Act act = bike.acts.get(removal);
        Optional<RiderId> rider = act.why() == Why.COMMAND
                ? records.findUnlock(new CommandId(act.whom())).map(u -> u.rider())
                : Optional.empty();
        return rider.isPresent() && !kept.rider().equals(rider)
                ? Optional.of("is " + rider.get() + "'s, shown as " + kept.rider())
                : Optional.empty();
    }

    /**
     * Its end is not known or was seen by an inventory, the time of an end of it is no more than an estimate, or its removal is
     * told to contradict another trip.
     */
    private boolean isFlagged(KeptTrip kept) {
        return switch (kept.trip().end()) {
                    case Trip.End.NotYetKnown end -> true;
                    case Trip.End.Docked end -> end.repaired() || end.estimated() || isDoubtful(end.fact());
                    case Trip.End.Riding end -> false;
                    case Trip.End.Returned end -> true;
                    case Trip.End.CorrectedAway end -> true;
                }
                || isDoubtful(kept.trip().id().opening())
                || contradicting.contains(kept.trip().id().opening());
    }

    private boolean isDoubtful(FactId fact) {
        RecordedFact recorded = known.get(fact);
        return recorded == null
                || recorded.time().quality() == TimeQuality.UNVERIFIED
                || recorded.time().quality() == TimeQuality.ESTIMATED;
    }

    private boolean isKnowable(Bike bike, int removal) {
        return !bike.isCopied()
                && IntStream.rangeClosed(removal - 1, removal + 2)
                        .mapToObj(act -> at(bike, act))
                        .flatMap(Optional::stream)
                        .flatMap(act -> act.fact().stream())
                        .map(known::get)
                        .allMatch(fact -> fact != null
                                && clocks.isKnowable(
                                        fact.fact(), fact.arrivedAt().toEpochMilli()));
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
