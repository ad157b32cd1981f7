package bici.infra.history;

import bici.infra.history.HistoryLine.Acknowledged;
import bici.infra.history.HistoryLine.Docked;
import bici.infra.history.HistoryLine.Opened;
import bici.infra.history.HistoryLine.Removed;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What really happened at the docks, as the stations wrote it down before they acted. */
final class Street {
    private final Findings findings;
    private final Map<String, Opened> openedByCommand = new HashMap<>();
    private final Map<String, Outing> outings = new HashMap<>();
    private final Map<String, Outing> latestOfBike = new HashMap<>();
    private final Map<String, Outing> outingOfCommand = new HashMap<>();
    private final Map<String, Outing> outingOfDocking = new HashMap<>();
    private final Map<String, Boolean> firstDockings = new HashMap<>();

    Street(Findings findings) {
        this.findings = findings;
    }

    /** A removal, and how the bike came back if it did. */
    static final class Outing {
        final Removed removal;
        boolean acknowledged;
        boolean ruled;

        @Nullable
        String docking;

        boolean dockingAcknowledged;

        Outing(Removed removal) {
            this.removal = removal;
        }

        /** Nothing keeps its rider from another bike. */
        boolean isOver() {
            return docking != null || ruled;
        }
    }

    void open(Opened opened) {
        Opened before = openedByCommand.putIfAbsent(opened.command(), opened);
        if (before != null) {
            findings.add(Rule.OPENED_TWICE, before + " and " + opened);
        }
    }

    void remove(Removed removed) {
        Outing outing = new Outing(removed);
        if (outings.put(removed.fact(), outing) != null || firstDockings.containsKey(removed.fact())) {
            findings.add(Rule.MALFORMED, "a fact's id came twice: " + removed);
        }
        Outing before = latestOfBike.put(removed.bike(), outing);
        if (before != null && before.docking == null) {
            findings.add(Rule.OUT_TWICE, before.removal + " and " + removed);
        }
        if (removed.cause() == HistoryLine.Cause.COMMAND) {
            if (outingOfCommand.put(removed.command(), outing) != null) {
                findings.add(Rule.OPENED_TWICE, "a second bike left by " + removed.command());
            }
            if (!openedByCommand.containsKey(removed.command())) {
                findings.add(Rule.UNASKED, "left by a command that opened no lock: " + removed);
            }
        }
    }

    void dock(Docked docked) {
        if (outings.containsKey(docked.fact()) || outingOfDocking.containsKey(docked.fact())) {
            findings.add(Rule.MALFORMED, "a fact's id came twice: " + docked);
        }
        Outing outing = latestOfBike.get(docked.bike());
        if (outing == null) {
            firstDockings.put(docked.fact(), false);
            return;
        }
        if (outing.docking != null) {
            findings.add(Rule.OUT_TWICE, docked + " after " + outing.docking);
            return;
        }
        outing.docking = docked.fact();
        outingOfDocking.put(docked.fact(), outing);
    }

    void acknowledge(Acknowledged acknowledged) {
        Outing left = outings.get(acknowledged.fact());
        Outing came = outingOfDocking.get(acknowledged.fact());
        if (left != null) {
            left.acknowledged = true;
        } else if (came != null) {
            came.dockingAcknowledged = true;
        } else if (firstDockings.replace(acknowledged.fact(), true) == null) {
            findings.add(Rule.MALFORMED, "acknowledged without having happened: " + acknowledged);
        }
    }

    void rule(String trip) {
        outing(trip).ifPresent(outing -> outing.ruled = true);
    }

    boolean happened(String fact) {
        return outings.containsKey(fact) || outingOfDocking.containsKey(fact) || firstDockings.containsKey(fact);
    }

    Optional<Outing> outing(String trip) {
        return Optional.ofNullable(outings.get(trip));
    }

    Optional<Outing> outingOf(String command) {
        return Optional.ofNullable(outingOfCommand.get(command));
    }

    Optional<Opened> opened(String command) {
        return Optional.ofNullable(openedByCommand.get(command));
    }

    Collection<Opened> openings() {
        return openedByCommand.values();
    }

    Collection<Outing> outings() {
        return outings.values();
    }

    /** Dockings of bikes that had never been seen to leave, and whether they were acknowledged. */
    Map<String, Boolean> firstDockings() {
        return firstDockings;
    }
}
