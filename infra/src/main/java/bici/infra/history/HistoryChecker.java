package bici.infra.history;

import bici.infra.history.HistoryLine.Acknowledged;
import bici.infra.history.HistoryLine.Answered;
import bici.infra.history.HistoryLine.CommandKept;
import bici.infra.history.HistoryLine.Docked;
import bici.infra.history.HistoryLine.FactKept;
import bici.infra.history.HistoryLine.Happened;
import bici.infra.history.HistoryLine.Opened;
import bici.infra.history.HistoryLine.Removed;
import bici.infra.history.HistoryLine.Ruled;
import bici.infra.history.HistoryLine.TripKept;
import bici.infra.history.HistoryLine.TripsAsked;
import bici.infra.history.HistoryLine.UnlockAsked;
import java.nio.file.Path;

/**
 * Reads a history once, in order, and judges it against {@link Rule}. What it keeps in memory grows with the number of
 * requests, commands and removals, not with that of lines. It knows nothing of how the system works: only what riders
 * asked and were told, what locks did, and what is kept at the end. For one thread.
 */
public final class HistoryChecker {
    private final Findings findings = new Findings();
    private final Street street = new Street(findings);
    private final Requests requests = new Requests(findings, street);
    private final Remains remains = new Remains(findings, street, requests);
    private long last = Long.MIN_VALUE;
    private long acts;
    private boolean atRest;

    /** Judges a whole file. */
    public static Verdict check(Path file) {
        HistoryChecker checker = new HistoryChecker();
        HistoryFile.read(file, checker::add);
        return checker.finish();
    }

    /** The next line. */
    public void add(HistoryLine line) {
        if (line instanceof Happened happened) {
            requireOrder(happened);
        } else {
            atRest = true;
        }
        switch (line) {
            case UnlockAsked asked -> requests.ask(asked);
            case TripsAsked asked -> requests.ask(asked);
            case Answered answer -> requests.answer(answer);
            case Opened opened -> act(() -> street.open(opened));
            case Removed removed -> act(() -> street.remove(removed));
            case Docked docked -> act(() -> street.dock(docked));
            case Acknowledged acknowledged -> street.acknowledge(acknowledged);
            case Ruled ruled -> street.rule(ruled.trip());
            case CommandKept command -> remains.add(command);
            case FactKept fact -> remains.add(fact);
            case TripKept trip -> remains.add(trip);
        }
    }

    private void act(Runnable what) {
        acts++;
        what.run();
    }

    private void requireOrder(Happened line) {
        if (line.at() < last) {
            findings.add(Rule.MALFORMED, "goes back in time: " + line);
        }
        if (atRest) {
            findings.add(Rule.MALFORMED, "happened after what is kept at the end: " + line);
        }
        last = Math.max(last, line.at());
    }

    /** After the last line. */
    public Verdict finish() {
        requests.finish();
        remains.finish();
        return new Verdict(requests.operations(), acts, findings.counts(), findings.examples());
    }
}
