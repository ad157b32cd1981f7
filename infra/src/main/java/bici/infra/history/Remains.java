package bici.infra.history;

import bici.infra.history.HistoryLine.Answered;
import bici.infra.history.HistoryLine.Cause;
import bici.infra.history.HistoryLine.CommandKept;
import bici.infra.history.HistoryLine.FactKept;
import bici.infra.history.HistoryLine.Opened;
import bici.infra.history.HistoryLine.TripKept;
import bici.infra.history.Requests.Request;
import bici.infra.history.Requests.Told;
import bici.infra.history.Street.Outing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the database holds at the end, against what was told and what really happened. */
final class Remains {
    private final Findings findings;
    private final Street street;
    private final Requests requests;
    private final Map<String, CommandKept> commands = new HashMap<>();
    private final Map<String, String> openedForRequest = new HashMap<>();
    private final Set<String> facts = new HashSet<>();
    private final Map<String, TripKept> trips = new HashMap<>();

    Remains(Findings findings, Street street, Requests requests) {
        this.findings = findings;
        this.street = street;
        this.requests = requests;
    }

    void add(FactKept fact) {
        if (!facts.add(fact.fact())) {
            findings.add(Rule.KEPT_TWICE, "fact " + fact.fact());
        }
        if (!fact.inferred() && !street.happened(fact.fact())) {
            findings.add(Rule.FACT_INVENTED, fact.fact());
        }
    }

    void add(CommandKept command) {
        if (commands.put(command.command(), command) != null) {
            findings.add(Rule.KEPT_TWICE, "command " + command.command());
        }
        Optional<Opened> opened = street.opened(command.command());
        if (opened.isEmpty()) {
            return;
        }
        judgeOpening(command, opened.get());
        String request = Requests.name(command.rider(), command.key());
        String before = openedForRequest.put(request, command.command());
        if (before != null) {
            findings.add(Rule.OPENED_TWICE, request + " by " + before + " and " + command.command());
        }
    }

    private void judgeOpening(CommandKept command, Opened opened) {
        if (opened.at() > command.deadline()) {
            findings.add(Rule.OPENED_LATE, opened + ", deadline " + command.deadline());
        }
        if (opened.epoch() != command.epoch()) {
            findings.add(Rule.OPENED_IN_OTHER_SESSION, opened + " for session " + command.epoch());
        }
        Optional<Request> request = requests.find(command.rider(), command.key());
        boolean meant = opened.bike().equals(command.bike()) && opened.dock() == command.dock();
        if (!meant || request.isEmpty() || request.get().askedAt > opened.at()) {
            findings.add(Rule.UNASKED, opened + " for " + command);
        }
        Optional<Answered> failed =
                request.flatMap(Request::decided).filter(answer -> answer.outcome() == Outcome.FAIL);
        if (failed.isPresent()) {
            if (failed.get().at() < opened.at()) {
                findings.add(Rule.OPENED_AFTER_FAILED, opened + " after " + failed.get());
            } else if (street.outingOf(command.command()).isPresent()) {
                findings.add(Rule.TAKEN_THOUGH_FAILED, opened + ", and then " + failed.get());
            }
        }
    }

    void add(TripKept trip) {
        if (trips.put(trip.trip(), trip) != null) {
            findings.add(Rule.KEPT_TWICE, "trip " + trip.trip());
        }
    }

    void finish() {
        for (Opened opened : street.openings()) {
            if (!commands.containsKey(opened.command())) {
                findings.add(Rule.UNASKED, "no such command is kept: " + opened);
            }
        }
        for (String command : requests.toldCommands()) {
            if (!commands.containsKey(command)) {
                findings.add(Rule.REQUEST_LOST, command);
            }
        }
        street.outings().forEach(this::judgeOuting);
        street.firstDockings().forEach((fact, acknowledged) -> requireKept(fact, acknowledged));
        requests.toldTrips().forEach(this::requireTrips);
        trips.values().forEach(this::judgeTrip);
    }

    private void requireTrips(String rider, Told latest) {
        for (Told told = latest; told != null; told = told.before()) {
            Optional<String> owner = street.outing(told.trip()).flatMap(this::riderOf);
            if (owner.isPresent() && !owner.get().equals(rider)) {
                findings.add(Rule.TRIP_WRONG, told.trip() + " was told to " + rider + ", not to " + owner.get());
            }
            if (!trips.containsKey(told.trip()) && street.outing(told.trip()).isPresent()) {
                findings.add(Rule.TRIP_LOST, told.trip() + " was told");
            }
        }
    }

    private void judgeOuting(Outing outing) {
        requireKept(outing.removal.fact(), outing.acknowledged);
        if (outing.docking != null) {
            requireKept(outing.docking, outing.dockingAcknowledged);
        }
        boolean trip = outing.removal.cause() != Cause.CREW;
        if (trip && outing.acknowledged && !trips.containsKey(outing.removal.fact())) {
            findings.add(Rule.TRIP_LOST, outing.removal + " was acknowledged");
        }
    }

    private void requireKept(String fact, boolean acknowledged) {
        if (acknowledged && !facts.contains(fact)) {
            findings.add(Rule.FACT_LOST, fact);
        }
    }

    private void judgeTrip(TripKept trip) {
        Optional<Outing> outing = street.outing(trip.trip());
        if (outing.isEmpty()) {
            if (!trip.ruled()) {
                findings.add(Rule.TRIP_WITHOUT_REMOVAL, trip + " is kept");
            }
            return;
        }
        Outing real = outing.get();
        if (!real.removal.bike().equals(trip.bike())
                || !riderOf(real).orElse(trip.rider()).equals(trip.rider())) {
            findings.add(Rule.TRIP_WRONG, trip + " for " + real.removal);
        }
        if (trip.ruled()) {
            return;
        }
        String docking = real.docking == null ? "" : real.docking;
        if (!trip.endFact().isEmpty() && !trip.endFact().equals(docking)) {
            findings.add(Rule.TRIP_WRONG, trip + " ended by " + docking);
        } else if (trip.endFact().isEmpty() && real.acknowledged && real.dockingAcknowledged) {
            findings.add(Rule.TRIP_UNCLOSED, trip + " ended by " + docking);
        }
    }

    /** Whose command it was; of cards the history knows no owner. */
    private Optional<String> riderOf(Outing outing) {
        return Optional.ofNullable(commands.get(outing.removal.command())).map(CommandKept::rider);
    }
}
