package bici.infra.history;

import bici.infra.history.HistoryLine.Answered;
import bici.infra.history.HistoryLine.TripsAsked;
import bici.infra.history.HistoryLine.UnlockAsked;
import bici.infra.history.Street.Outing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What riders asked and were told: one request is a rider with an idempotency key. */
final class Requests {
    private static final long LONGEST_ANSWER_MS = 20_000;

    private final Findings findings;
    private final Street street;
    private final Map<Long, Open> open = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    private final Map<String, Request> requests = new HashMap<>();
    private final Map<String, Told> toldTrips = new HashMap<>();
    private final Map<String, String> riderOfTrip = new HashMap<>();
    private final Set<String> toldCommands = new HashSet<>();
    private long operations;
    private long lastOp = -1;
    private long lastAt;

    Requests(Findings findings, Street street) {
        this.findings = findings;
        this.street = street;
    }

    /** Asked and not answered. {@code request} is null for a question after trips. */
    private record Open(
            long at,
            String process,
            String rider,
            String code,
            @Nullable Request request,
            @Nullable Told known) {}

    /** A trip its rider was told, with the one told before it. */
    record Told(String trip, long at, @Nullable Told before) {}

    /** All that is known of one rider's key. */
    static final class Request {
        final String name;
        final String code;
        final long askedAt;
        boolean otherCode;
        int asked;

        @Nullable
        Answered decided;

        String decidedCode = "";

        Request(String name, String code, long askedAt) {
            this.name = name;
            this.code = code;
            this.askedAt = askedAt;
        }

        Optional<Answered> decided() {
            return Optional.ofNullable(decided);
        }
    }

    void ask(UnlockAsked asked) {
        String name = name(asked.rider(), asked.key());
        Request request = requests.computeIfAbsent(name, n -> new Request(n, asked.code(), asked.at()));
        request.asked++;
        request.otherCode |= !request.code.equals(asked.code());
        begin(
                asked.op(),
                new Open(asked.at(), asked.process(), asked.rider(), asked.code(), request, told(asked.rider())));
    }

    void ask(TripsAsked asked) {
        begin(asked.op(), new Open(asked.at(), asked.process(), asked.rider(), "", null, told(asked.rider())));
    }

    private @Nullable Told told(String rider) {
        return toldTrips.get(rider);
    }

    private void begin(long op, Open asked) {
        operations++;
        if (op <= lastOp) {
            findings.add(Rule.MALFORMED, "operations are not numbered upwards: " + op);
        }
        lastOp = op;
        lastAt = Math.max(lastAt, asked.at());
        if (!busy.add(asked.process())) {
            findings.add(Rule.MALFORMED, "a process asks two things at once: " + asked.process() + " in " + op);
        }
        open.put(op, asked);
    }

    void answer(Answered answer) {
        Open asked = open.remove(answer.op());
        if (asked == null) {
            findings.add(Rule.MALFORMED, "an answer to nothing: " + answer);
            return;
        }
        lastAt = Math.max(lastAt, answer.at());
        busy.remove(asked.process());
        if (answer.at() - asked.at() > LONGEST_ANSWER_MS) {
            findings.add(Rule.UNDECIDED, "op " + answer.op() + " took " + (answer.at() - asked.at()) + " ms");
        }
        if (!answer.command().isEmpty()) {
            toldCommands.add(answer.command());
        }
        if (asked.request() == null) {
            judgeTrips(asked, answer);
        } else {
            judgeUnlock(asked, asked.request(), answer);
        }
    }

    private void judgeTrips(Open asked, Answered answer) {
        if (answer.outcome() != Outcome.OK) {
            return;
        }
        Set<String> shown = new HashSet<>(answer.trips());
        for (Told told = asked.known(); told != null; told = told.before()) {
            if (!shown.remove(told.trip())) {
                findings.add(Rule.TRIP_UNSEEN, told.trip() + " in op " + answer.op());
            }
        }
        answer.trips().forEach(trip -> requireRemoval(trip, answer));
    }

    private void requireRemoval(String trip, Answered answer) {
        if (street.outing(trip).isEmpty()) {
            findings.add(Rule.TRIP_WITHOUT_REMOVAL, trip + " told in op " + answer.op());
        }
    }

    private void judgeUnlock(Open asked, Request request, Answered answer) {
        judgeKey(asked, request, answer);
        if (!Outcome.isFinal(answer)) {
            return;
        }
        Answered before = request.decided;
        if (before == null) {
            request.decided = answer;
            request.decidedCode = asked.code();
        } else if (asked.code().equals(request.decidedCode) && !sameAnswer(before, answer)) {
            findings.add(Rule.ANSWER_CHANGED, request.name + ": " + before + " and " + answer);
        }
        if (answer.outcome() == Outcome.OK) {
            judgeTrip(asked, answer);
        }
    }

    private static boolean sameAnswer(Answered one, Answered other) {
        return one.outcome() == other.outcome()
                && one.word().equals(other.word())
                && one.trips().equals(other.trips());
    }

    private void judgeKey(Open asked, Request request, Answered answer) {
        Answered decided = request.decided;
        boolean decidedBefore = decided != null && decided.at() < asked.at();
        boolean reused = answer.word().equals(Outcome.KEY_REUSED);
        if (reused ? !request.otherCode : otherDecided(asked, request) && answer.outcome() != Outcome.UNKNOWN) {
            findings.add(Rule.KEY_REUSE, request.name + ": " + answer);
        } else if (answer.word().equals(Outcome.IN_FLIGHT) && (request.asked == 1 || decidedBefore)) {
            findings.add(Rule.IN_FLIGHT, request.name + ": " + answer);
        }
    }

    private static boolean otherDecided(Open asked, Request request) {
        return request.decided != null && !request.decidedCode.equals(asked.code());
    }

    private void judgeTrip(Open asked, Answered answer) {
        if (answer.trips().size() != 1) {
            findings.add(Rule.MALFORMED, "an unlock that succeeded has one trip: " + answer);
            return;
        }
        String trip = answer.trips().get(0);
        requireRemoval(trip, answer);
        String owner = riderOfTrip.putIfAbsent(trip, asked.rider());
        if (owner != null && !owner.equals(asked.rider())) {
            findings.add(Rule.TWO_RIDERS, trip + " was told to " + owner + " and to " + asked.rider());
            return;
        }
        Told known = asked.known();
        Optional<Outing> now = street.outing(trip);
        if (known != null && !known.trip().equals(trip) && now.isPresent()) {
            boolean stillOut =
                    street.outing(known.trip()).filter(o -> !o.isOver()).isPresent();
            if (stillOut && now.get().removal.at() > known.at()) {
                findings.add(Rule.SECOND_BIKE, asked.rider() + " has " + known.trip() + " and got " + trip);
            }
        }
        Told latest = told(asked.rider());
        if (owner == null) {
            toldTrips.put(asked.rider(), new Told(trip, answer.at(), latest));
        }
    }

    /** Whatever was never answered had the whole run for it. */
    void finish() {
        open.forEach((op, asked) -> {
            if (lastAt - asked.at() > LONGEST_ANSWER_MS) {
                findings.add(Rule.UNDECIDED, "op " + op + " was never answered");
            }
        });
    }

    static String name(String rider, String key) {
        return rider + ' ' + key;
    }

    Optional<Request> find(String rider, String key) {
        return Optional.ofNullable(requests.get(name(rider, key)));
    }

    Map<String, Told> toldTrips() {
        return toldTrips;
    }

    Set<String> toldCommands() {
        return toldCommands;
    }

    long operations() {
        return operations;
    }
}
