package bici.api.rider;

import bici.api.contract.Call;
import bici.api.contract.Endpoints;
import bici.api.http.Blocking;
import bici.api.http.Problem;
import bici.api.http.ProblemException;
import bici.api.http.ProblemType;
import bici.api.http.Reply;
import bici.fleet.operations.Notice;
import bici.fleet.trip.RiderTrip;
import bici.fleet.trip.RiderTrips;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import bici.fleet.trip.UnlockDesk;
import bici.fleet.trip.UnlockRequest;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.PrintedCode;
import bici.fleet.vocabulary.RiderId;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code POST /v1/trips}: asks for the bike, then waits for the unlock's end, {@value #WAIT_SECONDS} s at most. Woken by
 * notices, and by looking twice a second, since a notice may be lost. No thread waits.
 */
public final class Unlocking {
    private static final int WAIT_SECONDS = 15;
    private static final Duration WAIT = Duration.ofSeconds(WAIT_SECONDS);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Blocking blocking;
    private final UnlockDesk desk;
    private final RiderTrips trips;
    private final Map<CommandId, Set<Waiting>> waiting = new ConcurrentHashMap<>();

    public Unlocking(Vertx vertx, Blocking blocking, UnlockDesk desk, RiderTrips trips) {
        this.vertx = vertx;
        this.blocking = blocking;
        this.desk = desk;
        this.trips = trips;
    }

    /** Any thread; returns at once. */
    public void tell(Notice notice) {
        if (notice instanceof Notice.CommandChanged changed) {
            waiting.getOrDefault(changed.command(), Set.of()).forEach(Waiting::wake);
        }
    }

    /** The operation {@code createTrip}. */
    public void handle(RoutingContext context, Call call) {
        IdempotencyKey key = call.header("idempotency-key")
                .flatMap(IdempotencyKey::parse)
                .orElseThrow(() -> new ProblemException(Problem.invalid("Idempotency-Key", "required")));
        String typed = call.field("code").replaceAll("[\\s-]", "");
        Optional<PrintedCode> code = PrintedCode.parse(typed);
        if (code.isEmpty()) {
            // Its check character is wrong: mistyped, and no guess at a real one.
            Endpoints.send(context, Reply.refused(ProblemType.UNKNOWN_CODE));
            return;
        }
        RiderId rider = call.rider();
        blocking.run(() -> desk.request(new UnlockRequest(rider, key, code.get()), call.at()))
                .onFailure(context::fail)
                .onSuccess(answer -> answered(context, rider, answer));
    }

    private void answered(RoutingContext context, RiderId rider, UnlockAnswer answer) {
        switch (answer) {
            case UnlockAnswer.Queued queued -> new Waiting(context, rider, queued.unlock()).begin();
            case UnlockAnswer.Repeated repeated -> finish(context, rider, repeated.unlock());
            case UnlockAnswer.InFlight flying ->
                Endpoints.send(context, new Reply.Refused(Problem.of(ProblemType.REQUEST_IN_FLIGHT, SOON)));
            case UnlockAnswer.KeyReused reused -> Endpoints.send(context, Reply.refused(ProblemType.KEY_REUSED));
            case UnlockAnswer.Refused refused -> Endpoints.send(context, UnlockAnswers.refused(refused.refusal()));
        }
    }

    private void finish(RoutingContext context, RiderId rider, Unlock unlock) {
        if (unlock.trip().isEmpty()) {
            Endpoints.send(context, UnlockAnswers.of(unlock, Optional.empty()));
            return;
        }
        blocking.run(() -> unlock.trip().flatMap(trip -> trips.find(rider, trip)))
                // The bike is out: whoever cannot be shown the trip now is told its id, never that it failed.
                .otherwise(Optional.<RiderTrip>empty())
                .onSuccess(trip -> Endpoints.send(context, UnlockAnswers.of(unlock, trip)));
    }

    /** One request that waits. All but {@link #wake} runs on its own context. */
    private final class Waiting {
        private final RoutingContext context;
        private final Context loop = vertx.getOrCreateContext();
        private final RiderId rider;
        private Unlock last;
        private boolean over;
        private boolean looking;
        private long timer;
        private long end;

        Waiting(RoutingContext context, RiderId rider, Unlock unlock) {
            this.context = context;
            this.rider = rider;
            this.last = unlock;
        }

        void begin() {
            waiting.computeIfAbsent(last.id(), id -> ConcurrentHashMap.newKeySet())
                    .add(this);
            timer = vertx.setPeriodic(LOOK.toMillis(), ignored -> look());
            end = vertx.setTimer(WAIT.toMillis(), ignored -> stop(last));
            context.addEndHandler(ignored -> leave());
            look();
        }

        void wake() {
            loop.runOnContext(ignored -> look());
        }

        // No place to look is no reason to fail: the next look may have one.
        private void look() {
            if (over || looking) {
                return;
            }
            looking = true;
            blocking.run(() -> desk.find(rider, last.id())).onComplete(found -> {
                looking = false;
                if (found.succeeded() && found.result().isPresent()) {
                    last = found.result().get();
                    if (last.state().isEnd()) {
                        stop(last);
                    }
                }
            });
        }

        private void stop(Unlock unlock) {
            if (!over) {
                leave();
                finish(context, rider, unlock);
            }
        }

        private void leave() {
            over = true;
            vertx.cancelTimer(timer);
            vertx.cancelTimer(end);
            waiting.computeIfPresent(last.id(), (id, set) -> {
                set.remove(this);
                return set.isEmpty() ? null : set;
            });
        }
    }
}
