package bici.infra.history;

import bici.infra.history.HistoryLine.Acknowledged;
import bici.infra.history.HistoryLine.Answered;
import bici.infra.history.HistoryLine.Cause;
import bici.infra.history.HistoryLine.CommandKept;
import bici.infra.history.HistoryLine.Docked;
import bici.infra.history.HistoryLine.FactKept;
import bici.infra.history.HistoryLine.Opened;
import bici.infra.history.HistoryLine.Removed;
import bici.infra.history.HistoryLine.TripKept;
import bici.infra.history.HistoryLine.TripsAsked;
import bici.infra.history.HistoryLine.UnlockAsked;
import java.util.ArrayList;
import java.util.List;

/** A history made by hand: a second passes with every line. A bike's dock is 1, its code the bike's name. */
final class Story {
    private final List<HistoryLine> lines = new ArrayList<>();
    private long now;
    private long op;

    static Story begin() {
        return new Story();
    }

    /** Time passes. */
    Story pass(long seconds) {
        now += seconds * 1000;
        return this;
    }

    Story add(HistoryLine line) {
        lines.add(line);
        return pass(1);
    }

    /** The rider's phone asks for the bike. */
    Story ask(String rider, String key, String bike) {
        return askBy(rider, rider, key, bike);
    }

    Story askBy(String process, String rider, String key, String bike) {
        op++;
        return add(new UnlockAsked(now, op, process, rider, key, bike));
    }

    Story askTrips(String rider) {
        op++;
        return add(new TripsAsked(now, op, rider, rider));
    }

    /** The answer to the last question. */
    Story ok(String command, String... trips) {
        return answer(op, Outcome.OK, "", command, trips);
    }

    Story fail(String word, String command) {
        return answer(op, Outcome.ofUnlock(409, word), word, command);
    }

    Story unknown(String command) {
        return answer(op, Outcome.UNKNOWN, "", command);
    }

    Story answer(long question, Outcome outcome, String word, String command, String... trips) {
        return add(new Answered(now, question, outcome, word, command, List.of(trips)));
    }

    Story opened(String command, String bike) {
        return add(new Opened(now, "S1", 1, bike, command, 1));
    }

    /** The bike leaves by the command, and the fact is acknowledged. */
    Story removed(String fact, String bike, String command) {
        return add(new Removed(now, fact, bike, 1, Cause.COMMAND, command)).acknowledged(fact);
    }

    /** The lock opens and the bike leaves. */
    Story taken(String fact, String bike, String command) {
        return opened(command, bike).removed(fact, bike, command);
    }

    Story takenByCard(String fact, String bike) {
        return add(new Removed(now, fact, bike, 1, Cause.CARD, "")).acknowledged(fact);
    }

    Story movedByCrew(String fact, String bike) {
        return add(new Removed(now, fact, bike, 1, Cause.CREW, "")).acknowledged(fact);
    }

    Story docked(String fact, String bike) {
        return add(new Docked(now, fact, bike, 1)).acknowledged(fact);
    }

    Story acknowledged(String fact) {
        return add(new Acknowledged(now, fact));
    }

    /** Of the command that was asked for at the very beginning, if no other time is said. */
    Story command(String command, String rider, String key, String bike) {
        return command(command, rider, key, bike, 0);
    }

    Story command(String command, String rider, String key, String bike, long requestedSecond) {
        lines.add(new CommandKept(
                command, rider, key, bike, 1, 1, requestedSecond * 1000, (requestedSecond + 10) * 1000));
        return this;
    }

    Story addAtEnd(HistoryLine line) {
        lines.add(line);
        return this;
    }

    Story facts(String... facts) {
        for (String fact : facts) {
            lines.add(new FactKept(fact, false));
        }
        return this;
    }

    Story trip(String trip, String rider, String bike, String end) {
        lines.add(new TripKept(trip, rider, bike, false, end));
        return this;
    }

    List<HistoryLine> lines() {
        return lines;
    }

    Verdict judge() {
        HistoryChecker checker = new HistoryChecker();
        lines.forEach(checker::add);
        return checker.finish();
    }
}
