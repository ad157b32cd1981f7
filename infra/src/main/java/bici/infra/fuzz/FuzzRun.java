package bici.infra.fuzz;

import bici.fleet.people.Role;
import bici.infra.machine.Progress;
import bici.infra.run.RunPlace;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** One request after another, from a seed, and what became of them. */
final class FuzzRun {
    private static final int TRIPS_FIRST = 4;
    private static final List<Role> ROLES = List.of(Role.values());
    private static final int SAY_EVERY = 1_000;
    /** Of five requests so many are right. */
    private static final int RIGHT_OF_FIVE = 3;

    private final RunPlace place;
    private final Clock clock;
    private final Progress progress;
    private final Consumer<String> results;

    record Options(int requests, long seed, boolean table) {}

    /** Whether nothing broke, and what was counted. */
    record Outcome(boolean good, Tally tally, Findings findings) {}

    FuzzRun(RunPlace place, Clock clock, Progress progress, Consumer<String> results) {
        this.place = place;
        this.clock = clock;
        this.progress = progress;
        this.results = results;
    }

    Outcome run(Options options) {
        progress.say("fuzz: set up a server with stations and people");
        List<Pair> pairs = Pair.list();
        Tally tally = new Tally(pairs);
        Findings findings = new Findings();
        try (FuzzCity city = FuzzCity.open(place, clock, options.seed());
                Wire wire = new Wire(city.port());
                Wire beside = new Wire(city.port());
                ContractCheck check = new ContractCheck()) {
            Turn turn = new Turn(city, wire, beside, check, tally, findings);
            turn.begin(pairs, options.seed());
            for (int n = 0; n < options.requests(); n++) {
                if (n % SAY_EVERY == 0) {
                    progress.say("fuzz: " + n + " of " + options.requests() + " requests");
                }
                turn.take(pairs, options.seed(), n);
            }
            turn.end();
        }
        return report(options, pairs, tally, findings);
    }

    /** Everything that a request needs. */
    private final class Turn {
        private final FuzzCity city;
        private final Wire wire;
        private final ContractCheck check;
        private final Tally tally;
        private final Findings findings;
        private final Memory memory = new Memory();
        private final RightRequests right;
        private final Hostility hostility;
        private final LogWatch log;

        private Turn(FuzzCity city, Wire wire, Wire beside, ContractCheck check, Tally tally, Findings findings) {
            this.city = city;
            this.wire = wire;
            this.check = check;
            this.tally = tally;
            this.findings = findings;
            this.right = new RightRequests(city, memory, new Beside(city, beside, memory), clock);
            this.hostility = new Hostility(dice ->
                    city.people().token(city.people().any(ROLES.get(dice.nextInt(ROLES.size())), dice)));
            this.log = new LogWatch(city.log());
        }

        /** Some trips and a report of a station, for others to be asked about. */
        private void begin(List<Pair> pairs, long seed) {
            SplittableRandom dice = new SplittableRandom(seed);
            for (int n = 0; n < TRIPS_FIRST; n++) {
                ask(Pair.find(pairs, "createTrip", Role.RIDER), dice);
            }
            Answer ordered = wire.send(Ask.right("POST", "/v1/operator/stations/" + Docks.FOR_STAFF + "/commands")
                    .with(
                            "Authorization",
                            "Bearer " + city.people().token(city.people().any(Role.TECHNICIAN, dice)))
                    .with("Idempotency-Key", "report")
                    .with("Content-Type", "application/json")
                    .withBody(new JsonObject().put("order", "diagnostics").encode()));
            memory.learn("sendStationCommand", Optional.empty(), ordered);
            String command = ordered.json().getString("commandId");
            memory.learnReport(command);
            Pair report = Pair.find(pairs, "getDiagnostics", Role.TECHNICIAN);
            FuzzCity.await(
                    "no report of station " + Docks.FOR_STAFF,
                    () -> ask(report, dice).isGood());
        }

        private Answer ask(Pair pair, SplittableRandom dice) {
            RightRequests.Made made = right.make(pair, dice);
            Answer answer = wire.send(made.ask());
            memory.learn(pair.operation().id(), made.who(), answer);
            city.docks().putBack();
            return answer;
        }

        private void take(List<Pair> pairs, long seed, int number) {
            int round = number / pairs.size();
            int place = number % pairs.size();
            List<Pair> order = new ArrayList<>(pairs);
            Collections.shuffle(order, new Random(seed + round));
            Pair pair = order.get(place);
            SplittableRandom dice = new SplittableRandom(seed + number * 0x9E3779B97F4A7C15L);
            RightRequests.Made made = right.make(pair, dice);
            boolean wrong = (round + Math.floorMod(pair.name().hashCode(), 5)) % 5 >= RIGHT_OF_FIVE;
            Ask ask = wrong ? hostility.apply(made.ask(), pair.operation(), dice) : made.ask();
            Answer answer = wire.send(ask);
            tally.add(pair, answer);
            memory.learn(pair.operation().id(), made.who(), answer);
            judge(number, pair, ask, answer);
            city.docks().putBack();
        }

        /** What the server says later than it answers. */
        private void end() {
            LogWatch.traces(log.news()).forEach(trace -> findings.stackTrace("after the last request: " + trace));
        }

        private void judge(int number, Pair pair, Ask ask, Answer answer) {
            String what = "request " + number + " (" + ask.how() + ") "
                    + pair.operation().id() + " as " + pair.asker() + ": " + ask.show() + " -> " + answer.status();
            if (answer.status() >= 500) {
                findings.serverError(what + " " + answer.body());
            }
            String news = log.news();
            LogWatch.traces(news).forEach(trace -> findings.stackTrace(what + ": " + trace));
            LogWatch.traces(answer.body()).forEach(trace -> findings.stackTrace(what + ": in the answer"));
            check.judge(pair.operation(), ask, answer).ifPresent(wrong -> findings.offContract(what + ": " + wrong));
        }
    }

    private Outcome report(Options options, List<Pair> pairs, Tally tally, Findings findings) {
        if (options.table()) {
            tally.table().forEach(results);
        }
        findings.lines().forEach(results);
        tally.shortfalls().forEach(line -> results.accept("falls short: " + line));
        long operations =
                pairs.stream().map(pair -> pair.operation().id()).distinct().count();
        results.accept("fuzz: requests=" + options.requests() + " operations="
                + (tally.operations() == operations ? "all" : tally.operations()) + " status_5xx="
                + findings.serverErrors() + " stack_traces=" + findings.stackTraces());
        boolean good = findings.isEmpty() && tally.shortfalls().isEmpty();
        return new Outcome(good, tally, findings);
    }
}
