package bici.infra.bench.load;

import bici.infra.bench.load.AnswerReader.Answer;
import bici.infra.bench.measure.Latencies;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Riders who unlock by telephone, each the same bike again and again: from its dock to the one opposite at the next
 * station and back. Stations obey at once: the bike's removal is said, then the reply. A rider asks again no sooner than
 * the bike is docked and the answer is here. Its public methods block.
 */
public final class Renters {
    /** The product has no use for it; a floor has no register in which it could find the place of a bike. */
    public static final String PLACE_HEADER = "X-Bench-Place";

    private static final Duration A_MOMENT = Duration.ofSeconds(10);
    private static final long RIDE_MS = 2_000;
    private static final long RETRY_MS = 1_000;
    private static final int CREATED = 201;
    private static final int UNAVAILABLE = 503;

    private final StationCrowd crowd;
    private final HttpLines phones;
    private final List<Renter> renters = new ArrayList<>();
    private final Map<String, Renter> byBike = new HashMap<>();
    private final Queue<Renter> idle = new ArrayDeque<>();
    private Latencies latencies = new Latencies();
    private final List<String> failures = new ArrayList<>();
    private long asked;
    private long granted;
    private long askedAgain;
    private long facts;
    private long trips;
    private @Nullable Pace pace;
    private @Nullable Promise<Void> rest;

    /**
     * Where their bikes stand.
     *
     * @param bikesPerStation one rider each
     * @param firstDock of the first station's first bike; as many docks again are for those from the other station
     */
    public record Plan(int bikesPerStation, int firstDock) {}

    /** What a telephone says in a request. */
    public record Phone(String code, String token) {}

    /**
     * What came of it.
     *
     * @param asked in all
     * @param granted answered with a trip, in all
     * @param askedAgain since they were told that the server is busy (503), in all
     * @param latencies of those granted since the pace began
     * @param failures in all, each in words
     */
    public record Unlocks(long asked, long granted, long askedAgain, Latencies latencies, List<String> failures) {}

    private static final class Renter {
        private final String bike;
        private final int home;
        private final int slot;
        private boolean away;
        private boolean answered = true;
        private boolean docked;
        private int asks;
        private Phone phone = new Phone("", "");

        private Renter(String bike, int home, int slot) {
            this.bike = bike;
            this.home = home;
            this.slot = slot;
        }
    }

    /** Over an even number of connected stations, whose commands they take. */
    public Renters(StationCrowd crowd, int httpPort, Plan plan) {
        this.crowd = crowd;
        this.phones = new HttpLines(crowd, httpPort, "127.0.0.1");
        int stations = crowd.links().size();
        for (int slot = 0; slot < plan.bikesPerStation(); slot++) {
            for (int home = 0; home < stations; home++) {
                // Docks of the two ends do not meet: even stations' bikes have the lower ones, odd stations' the
                // others.
                int dock = plan.firstDock() + slot + home % 2 * plan.bikesPerStation();
                Renter renter = new Renter("R%06d".formatted(renters.size()), home, dock);
                renters.add(renter);
                byBike.put(renter.bike, renter);
            }
        }
        crowd.links().forEach(link -> link.onCommand(command -> obey(link, command)));
    }

    /** In the order in which phones are given. */
    public List<String> bikes() {
        return renters.stream().map(renter -> renter.bike).toList();
    }

    /** Puts every bike into its first dock. */
    public void dockFirst(Duration limit) {
        crowd.on(limit, () -> {
            Promise<Void> promise = Promise.promise();
            rest = promise;
            renters.forEach(this::dock);
            return promise.future();
        });
    }

    /** Gives each rider a telephone; tokens end, so it is done before each time they ask. */
    public void equip(List<Phone> given) {
        crowd.on(A_MOMENT, () -> {
            for (int n = 0; n < given.size(); n++) {
                renters.get(n).phone = given.get(n);
            }
            return Future.succeededFuture();
        });
    }

    /** So many ask each second from now on, until {@link #rest}. */
    public void pace(int perSecond) {
        crowd.on(A_MOMENT, () -> {
            latencies = new Latencies();
            pace = Pace.start(crowd.context(), perSecond, this::ask);
            return Future.succeededFuture();
        });
    }

    /** Nobody asks any more; returns when all was answered and every bike is docked. */
    public Unlocks rest(Duration limit) {
        crowd.on(limit, () -> {
            Pace going = pace;
            if (going != null) {
                going.stop();
            }
            Promise<Void> promise = Promise.promise();
            rest = promise;
            restWhenAllAreIdle();
            return promise.future();
        });
        return new Unlocks(asked, granted, askedAgain, latencies, List.copyOf(failures));
    }

    /** All that their stations said. At rest. */
    public Count count() {
        return new Count(facts, trips, 0);
    }

    private void ask() {
        Renter renter = idle.poll();
        if (renter == null) {
            failures.add("somebody was to ask, but no rider's bike is docked");
            return;
        }
        asked++;
        renter.answered = false;
        send(renter, request(renter), System.nanoTime());
    }

    /** As a telephone does that is told to come again: the same key, and the rider's wait goes on. */
    private void send(Renter renter, Buffer request, long began) {
        phones.ask(request).onComplete(done -> {
            if (done.succeeded() && done.result().status() == UNAVAILABLE) {
                askedAgain++;
                crowd.context().owner().setTimer(RETRY_MS, timer -> send(renter, request, began));
                return;
            }
            renter.answered = true;
            if (done.succeeded() && done.result().status() == CREATED) {
                granted++;
                latencies.add(System.nanoTime() - began);
            } else {
                failures.add(done.succeeded() ? told(done.result()) : String.valueOf(done.cause()));
            }
            idleWhenDone(renter);
        });
    }

    private static String told(Answer answer) {
        return answer.status() + " " + answer.beginning();
    }

    private Buffer request(Renter renter) {
        String body = "{\"code\":\"" + renter.phone.code() + "\"}";
        renter.asks++;
        return Buffer.buffer("POST /v1/trips HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + renter.phone.token() + "\r\nIdempotency-Key: " + renter.bike + "-"
                + renter.asks + "\r\n" + PLACE_HEADER + ": " + link(renter).station() + " " + renter.slot + " "
                + renter.bike + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private StationLink link(Renter renter) {
        return crowd.links().get(renter.away ? renter.home ^ 1 : renter.home);
    }

    private void obey(StationLink link, String payload) {
        JsonObject command = new JsonObject(payload);
        String id = command.getString("command");
        Renter renter = byBike.get(command.getString("bike"));
        if (renter == null || !renter.docked || link(renter) != link) {
            failures.add(link.station() + " was told to do what it cannot: " + payload);
            return;
        }
        renter.docked = false;
        String event = Statements.removed(renter.slot, renter.bike, Statements.byCommand(id));
        say(link, event, () -> crowd.context().owner().setTimer(RIDE_MS, timer -> arrive(renter)));
        long now = crowd.nowMs();
        link.publish("reply", Statements.done(id, now, now - crowd.bootMs()), () -> {});
    }

    private void arrive(Renter renter) {
        renter.away = !renter.away;
        trips++;
        dock(renter);
    }

    private void dock(Renter renter) {
        say(link(renter), Statements.docked(renter.slot, renter.bike), () -> {
            renter.docked = true;
            idleWhenDone(renter);
        });
    }

    private void say(StationLink link, String event, Runnable acknowledged) {
        facts++;
        long now = crowd.nowMs();
        String payload = Statements.fact(link.nextSequence(), now, now - crowd.bootMs(), event);
        link.publish("facts", payload, crowd.timed(acknowledged));
    }

    private void idleWhenDone(Renter renter) {
        if (renter.answered && renter.docked) {
            idle.add(renter);
            restWhenAllAreIdle();
        }
    }

    private void restWhenAllAreIdle() {
        Promise<Void> waiting = rest;
        if (waiting != null && idle.size() == renters.size()) {
            rest = null;
            waiting.complete();
        }
    }
}
