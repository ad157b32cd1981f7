package bici.infra.chaos;

import bici.infra.chaos.Truth.Act;
import bici.infra.chaos.Truth.Event;
import bici.infra.history.HistoryChecker;
import bici.infra.history.HistoryFile;
import bici.infra.history.HistoryLine;
import bici.infra.history.HistoryLine.Cause;
import bici.infra.history.Outcome;
import bici.infra.history.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A run as a history: what the journal of the street says, in its order, then what the database holds at the end. Not for
 * more than one thread.
 */
final class RunHistory {
    private static final int CREATED = 201;
    private static final int OK = 200;

    private final Truth truth;
    private final Set<String> recordedFacts;
    private final HistoryFile out;
    private final Map<String, Long> openOfRider = new HashMap<>();
    private final Map<String, Long> acknowledged = new HashMap<>();
    private long op;

    private RunHistory(Truth truth, Set<String> recordedFacts, HistoryFile out) {
        this.truth = truth;
        this.recordedFacts = recordedFacts;
        this.out = out;
    }

    /**
     * Writes it and has it judged.
     *
     * @param recordedFacts ids; they tell whether an act that a kill cut off did happen
     * @param kept hands over what the database holds
     * @param file is made anew
     */
    static Verdict judge(Truth truth, Set<String> recordedFacts, Consumer<Consumer<HistoryLine>> kept, Path file) {
        delete(file);
        try (HistoryFile out = HistoryFile.append(file)) {
            RunHistory history = new RunHistory(truth, recordedFacts, out);
            truth.events().forEach(history::tell);
            kept.accept(out::writeLater);
        }
        return HistoryChecker.check(file);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + file + " anew", e);
        }
    }

    private void tell(Event event) {
        switch (event) {
            case Truth.Begun begun -> hangUp(begun.atMs());
            case Truth.Asked it ->
                out.writeLater(new HistoryLine.UnlockAsked(
                        it.atMs(), begin(it.rider()), it.rider(), it.rider(), it.key(), it.code()));
            case Truth.Looked it ->
                out.writeLater(new HistoryLine.TripsAsked(it.atMs(), begin(it.rider()), it.rider(), it.rider()));
            case Truth.Answer it -> answer(it);
            case Truth.Seen it ->
                end(it.atMs(), it.rider(), it.status() == OK ? Outcome.OK : Outcome.UNKNOWN, "", "", it.trips());
            case Truth.Opening it ->
                out.writeLater(new HistoryLine.Opened(
                        it.atMs(), it.station(), it.dock(), it.bike(), it.command(), it.epoch()));
            case Truth.Acknowledged it -> acknowledge(it);
            case Act act -> act(act);
        }
    }

    private long begin(String rider) {
        op++;
        openOfRider.put(rider, op);
        return op;
    }

    /** The phones that were killed hear nothing any more. */
    private void hangUp(long atMs) {
        for (String rider : List.copyOf(openOfRider.keySet())) {
            end(atMs, rider, Outcome.UNKNOWN, "lost", "", List.of());
        }
    }

    private void answer(Truth.Answer it) {
        Outcome outcome = Outcome.ofUnlock(it.status(), it.word());
        String word = it.status() == CREATED ? "" : it.word();
        end(it.atMs(), it.rider(), outcome, word, it.command(), it.trip().isEmpty() ? List.of() : List.of(it.trip()));
    }

    private void end(long atMs, String rider, Outcome outcome, String word, String command, List<String> trips) {
        Long asked = openOfRider.remove(rider);
        if (asked == null) {
            throw new IllegalStateException("an answer to nothing: " + rider + " at " + atMs);
        }
        out.writeLater(new HistoryLine.Answered(atMs, asked, outcome, word, command, trips));
    }

    private boolean happened(Act act) {
        return act.done() || recordedFacts.contains(act.fact());
    }

    private void act(Act act) {
        if (!act.moves() || !happened(act)) {
            return;
        }
        if (act.kind().equals("bike-docked")) {
            out.writeLater(new HistoryLine.Docked(act.atMs(), act.fact(), act.bike(), act.dock()));
        } else {
            Cause cause = Cause.valueOf(act.cause().toUpperCase(java.util.Locale.ROOT));
            String command = cause == Cause.COMMAND ? act.causeId() : "";
            out.writeLater(new HistoryLine.Removed(act.atMs(), act.fact(), act.bike(), act.dock(), cause, command));
        }
    }

    /** One line for each move of a bike since the last time. */
    private void acknowledge(Truth.Acknowledged it) {
        String journal = it.station() + '.' + it.journal() + '.';
        long last = acknowledged.getOrDefault(journal, 0L);
        for (long sequence = last + 1; sequence <= it.sequence(); sequence++) {
            Act act = truth.acts().get(journal + sequence);
            if (act != null && act.moves()) {
                out.writeLater(new HistoryLine.Acknowledged(it.atMs(), act.fact()));
            }
        }
        acknowledged.merge(journal, it.sequence(), Math::max);
    }
}
