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
import bici.infra.history.HistoryLine.UnlockAsked;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A right history of any length: each rider asks, is told or not, asks again with the same key, rides, brings back. */
final class LongHistory {
    private static final int RIDERS = 5000;

    private final Random dice;
    private final int operations;
    private long now;
    private long op;
    private long fact;

    LongHistory(Random dice, int operations) {
        this.dice = dice;
        this.operations = operations;
    }

    /** What the riders' side and the stations' side write; the riders' file holds what is kept at the end. */
    void write(Path riders, Path stations) {
        try (HistoryFile asked = HistoryFile.append(riders);
                HistoryFile done = HistoryFile.append(stations);
                Kept kept = new Kept(riders.resolveSibling("kept.jsonl"))) {
            while (op < operations) {
                ride(asked, done, kept);
            }
            kept.handOver(asked);
        }
    }

    /** What is kept at the end, aside until everything has happened. */
    private static final class Kept implements AutoCloseable {
        private final Path file;
        private final HistoryFile out;

        Kept(Path file) {
            this.file = file;
            this.out = HistoryFile.append(file);
        }

        void handOver(HistoryFile end) {
            out.close();
            HistoryFile.read(file, end::writeLater);
        }

        @Override
        public void close() {
            out.close();
        }
    }

    private void ride(HistoryFile asked, HistoryFile done, Kept kept) {
        String rider = "R" + op % RIDERS;
        String key = "k" + op;
        String bike = "B" + op % RIDERS;
        String command = "c" + op;
        long begun = now;
        UnlockAsked question = new UnlockAsked(0, 0, rider, rider, key, bike);
        ask(asked, question);
        boolean taken = dice.nextInt(4) > 0;
        if (taken) {
            fact++;
            String out = "S1.1." + fact;
            done.writeLater(new Opened(tick(), "S1", 1, bike, command, 1));
            done.writeLater(new Removed(tick(), out, bike, 1, Cause.COMMAND, command));
            done.writeLater(new Acknowledged(tick(), out));
            tell(asked, question, command, Outcome.OK, out);
            fact++;
            String back = "S1.1." + fact;
            done.writeLater(new Docked(tick(), back, bike, 1));
            done.writeLater(new Acknowledged(tick(), back));
            kept.out.writeLater(new FactKept(out, false));
            kept.out.writeLater(new FactKept(back, false));
            kept.out.writeLater(new TripKept(out, rider, bike, false, back));
        } else {
            tell(asked, question, command, Outcome.FAIL, "");
        }
        kept.out.writeLater(new CommandKept(command, rider, key, bike, 1, 1, begun, begun + 10_000));
    }

    private void ask(HistoryFile asked, UnlockAsked question) {
        op++;
        asked.writeLater(
                new UnlockAsked(tick(), op, question.process(), question.rider(), question.key(), question.code()));
    }

    /** Some answers are lost, some answers are asked for again. */
    private void tell(HistoryFile asked, UnlockAsked question, String command, Outcome end, String trip) {
        int again = Math.min(dice.nextInt(3), operations - (int) op);
        for (int i = 0; i < again; i++) {
            Outcome first = i == 0 ? Outcome.UNKNOWN : end;
            asked.writeLater(answer(first, command, trip));
            ask(asked, question);
        }
        asked.writeLater(answer(end, command, trip));
    }

    private Answered answer(Outcome outcome, String command, String trip) {
        String word = outcome == Outcome.FAIL ? "not-taken" : "";
        List<String> trips = outcome == Outcome.OK ? List.of(trip) : List.of();
        return new Answered(tick(), op, outcome, word, command, trips);
    }

    private long tick() {
        now += 10;
        return now;
    }

    FactKept aFactKept() {
        return new FactKept("S1.1." + (1 + dice.nextLong(fact)), false);
    }
}
