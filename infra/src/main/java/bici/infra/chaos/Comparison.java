package bici.infra.chaos;

import bici.infra.chaos.Truth.Act;
import bici.infra.chaos.Truth.Answer;
import bici.infra.chaos.Verdict.Wrong;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a database at rest against what really happened. A trip may differ where it says itself that it is unsure and a
 * station's clock was wrong at the time or the bike's tag was copied: then the protocol does not let all of it be known. Pure.
 */
final class Comparison {
    /** The clocks of this machine's processes are one; this is for the time between looking and writing down. */
    private static final long CLOCK_MARGIN_MS = 20;

    private final Truth truth;
    private final Recorded recorded;
    private final BikeMoves moves;
    private final Verdict verdict = new Verdict();
    private final Set<String> unknowable = new HashSet<>();

    /**
     * What it came to.
     *
     * @param unknowable trips that did not come out as they were ridden, and say so
     */
    record Compared(Verdict verdict, Set<String> unknowable) {}

    private Comparison(Truth truth, Recorded recorded) {
        this.truth = truth;
        this.recorded = recorded;
        this.moves = new BikeMoves(truth, recorded.facts().keySet());
    }

    static Compared of(Truth truth, Recorded recorded) {
        Comparison comparison = new Comparison(truth, recorded);
        comparison.facts();
        comparison.trips();
        comparison.openings();
        comparison.answers();
        return new Compared(comparison.verdict, Set.copyOf(comparison.unknowable));
    }

    private void facts() {
        Map<String, String> known = recorded.facts();
        for (Act act : truth.acts().values()) {
            String content = known.get(act.fact());
            if (content == null && act.done()) {
                verdict.add(Wrong.LOST, "fact " + act);
            } else if (content != null && !content.equals(act.content())) {
                verdict.add(Wrong.INVENTED, "fact " + act + " is recorded as " + content);
            }
        }
        known.keySet().stream()
                .filter(fact -> !truth.acts().containsKey(fact))
                .forEach(fact -> verdict.add(Wrong.INVENTED, "fact " + fact + ' ' + known.get(fact)));
        for (int n = 0; n < recorded.repeatedFacts(); n++) {
            verdict.add(Wrong.DUP, "a fact is recorded more than once");
        }
        for (int n = 0; n < recorded.quarantined(); n++) {
            verdict.add(Wrong.LOST, "a message went to quarantine");
        }
    }

    /** Every ride is one trip that began where the bike was pulled and ended where it was docked next. */
    private void trips() {
        Set<String> seen = new HashSet<>();
        for (Recorded.Trip trip : recorded.trips()) {
            Act ride = truth.acts().get(trip.id());
            if (!seen.add(trip.id())) {
                verdict.add(Wrong.DUP, "trip " + trip);
            } else if (ride == null || !ride.isRide()) {
                verdict.add(Wrong.INVENTED, "trip " + trip);
            } else {
                ended(trip, ride);
            }
        }
        truth.acts().values().stream()
                .filter(act -> act.done() && act.isRide() && !seen.contains(act.fact()))
                .forEach(act -> verdict.add(Wrong.LOST, "trip of " + act));
    }

    private void ended(Recorded.Trip trip, Act ride) {
        Optional<Act> docking = moves.findNext(ride).filter(next -> next.kind().equals("bike-docked"));
        if (docking.isEmpty() || trip.endFact().equals(docking.get().fact())) {
            return;
        }
        if (trip.unsure() && isDisturbed(ride)) {
            unknowable.add(trip.id());
        } else {
            verdict.add(Wrong.LOST, "end of trip " + trip + " of " + ride + ": it was " + docking.get());
        }
    }

    private boolean isDisturbed(Act ride) {
        return moves.isCopied(ride.bike())
                || moves.around(ride).stream()
                        .anyMatch(act -> truth.disturbances().touch(act.station(), act.atMs()));
    }

    private void openings() {
        Map<String, Long> toldNo = new HashMap<>();
        for (Answer answer : truth.answers()) {
            if (answer.status() >= 400 && Crowd.isDecided(answer.status(), answer.word())) {
                toldNo.putIfAbsent(answer.wish(), answer.atMs());
            }
        }
        Map<String, Act> byCommand = new HashMap<>();
        Map<String, Act> byWish = new HashMap<>();
        for (Act act : truth.acts().values()) {
            if (act.done() && act.opensByCommand()) {
                opening(act, toldNo, byCommand, byWish);
            }
        }
    }

    private void opening(Act act, Map<String, Long> toldNo, Map<String, Act> byCommand, Map<String, Act> byWish) {
        Recorded.Command command = recorded.commands().get(act.causeId());
        if (command == null) {
            verdict.add(Wrong.GHOST_OPEN, act + " by a command that nobody knows");
            return;
        }
        boolean taken = act.kind().equals("bike-removed");
        if (!command.state().equals(taken ? "done" : "not-taken")) {
            verdict.add(Wrong.GHOST_OPEN, act + " by " + command);
        }
        if (byCommand.put(act.causeId(), act) != null || byWish.put(command.wish(), act) != null) {
            verdict.add(Wrong.DOUBLE_OPEN, act + " by " + command);
        }
        if (act.atMs() > command.deadlineMs() + CLOCK_MARGIN_MS) {
            verdict.add(Wrong.LATE_OPEN, act + " by " + command);
        }
        Long told = toldNo.get(command.wish());
        if (told != null && taken) {
            verdict.add(Wrong.LATE_OPEN, act + " by " + command + " whose rider was told no at " + told);
        }
    }

    /** What was promised with a good answer is there. */
    private void answers() {
        Map<String, Recorded.Command> byWish = new HashMap<>();
        recorded.commands().values().forEach(command -> byWish.put(command.wish(), command));
        for (Answer answer : truth.answers()) {
            Recorded.Command command = byWish.get(answer.wish());
            if ((answer.status() == 201 || answer.status() == 202) && command == null) {
                verdict.add(Wrong.LOST, "command of " + answer);
            } else if (answer.status() == 201
                    && (command == null || command.trip().equals("-"))) {
                verdict.add(Wrong.LOST, "trip of " + answer);
            }
        }
        Set<String> keys = new HashSet<>();
        recorded.commands().values().forEach(command -> keys.add(command.key()));
        truth.orders().forEach((key, status) -> {
            if (status == 202 && !keys.contains(key)) {
                verdict.add(Wrong.LOST, "order " + key);
            }
        });
    }
}
