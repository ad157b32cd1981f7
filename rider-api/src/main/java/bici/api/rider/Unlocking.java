package bici.api.rider;

import bici.api.contract.Call;
import bici.api.contract.Endpoints;
import bici.api.http.Blocking;
import bici.api.http.Problem;
import bici.api.http.ProblemException;
import bici.api.http.ProblemType;
import bici.api.http.Reply;
import bici.fleet.dock.LedgerUnavailable;
import bici.fleet.operations.Notice;
import bici.fleet.trip.RiderTrip;
import bici.fleet.trip.RiderTrips;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import bici.fleet.trip.UnlockDesk;
import bici.fleet.trip.UnlockRequest;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.RiderId;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/trips}: asks for the bike, then waits for the unlock's end, {@value #WAIT_SECONDS} s at most. Woken by
 * notices, and by looking twice a second, since a notice may be lost. No thread waits.
 */
public final class Unlocking {
    private static final Logger LOG = LoggerFactory.getLogger(Unlocking.class);
    private static final int REMEMBERED_ENDS = 1_000;
    private static final int WAIT_SECONDS = 15;
    private static final Duration WAIT = Duration.ofSeconds(WAIT_SECONDS);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Blocking blocking;
    private final UnlockDesk desk;
    private final RiderTrips trips;
    private final Map<CommandId, Set<Waiting>> waiting = new ConcurrentHashMap<>();
    /** Who begins to wait may have missed the end. */
    private final Set<CommandId> ended = Collections.synchronizedSet(Collections.newSetFromMap(new Newest()));

    public Unlocking(Vertx vertx, Blocking blocking, UnlockDesk desk, RiderTrips trips) {
        this.vertx = vertx;
        this.blocking = blocking;
        this.desk = desk;
        this.trips = trips;
    }

    /** Any thread; returns at once. */
    public void tell(Notice notice) {
        if (notice instanceof Notice.CommandChanged changed && changed.state().isEnd()) {
            ended.add(changed.command());
            waiting.getOrDefault(changed.command(), Set.of()).forEach(Waiting::wake);
        }
    }

    /** The operation {@code createTrip}. */
    public void handle(RoutingContext context, Call call) {
        UnlockRequest request = request(call);
        blocking.run(() -> desk.request(request, call.at()))
                .onFailure(context::fail)
                .onSuccess(answer -> answered(context, call.rider(), answer));
    }

    /** The operation {@code cancelUnlock}. Blocking. A code that cannot have been printed asked for nothing. */
    public Reply cancel(Call call) {
        UnlockRequest request = request(call);
        return request.code().isPresent()
                ? UnlockAnswers.ofCancelling(desk.cancel(request, call.at()))
                : Reply.refused(ProblemType.UNKNOWN_CODE);
    }

    /** What one account wished is refused to another. */
    private static UnlockRequest request(Call call) {
        String wisher = call.body().getString("riderId");
        if (wisher != null && !wisher.equals(call.rider().value())) {
            throw new ProblemException(ProblemType.OTHER_RIDER);
        }
        IdempotencyKey key = call.header("idempotency-key")
                .flatMap(IdempotencyKey::parse)
                .orElseThrow(() -> new ProblemException(Problem.invalid("Idempotency-Key", "required")));
        return new UnlockRequest(call.rider(), key, call.field("code").replaceAll("[\\s-]", ""));
    }

    private void answered(RoutingContext context, RiderId rider, UnlockAnswer answer) {
        switch (answer) {
            case UnlockAnswer.Queued queued -> new Waiting(context, rider, queued.unlock()).begin();
            case UnlockAnswer.Repeated repeated -> repeated(context, rider, repeated.unlock());
            case UnlockAnswer.InFlight flying ->
                Endpoints.send(context, new Reply.Refused(Problem.of(ProblemType.REQUEST_IN_FLIGHT, SOON)));
            case UnlockAnswer.KeyReused reused -> Endpoints.send(context, Reply.refused(ProblemType.KEY_REUSED));
            case UnlockAnswer.Refused refused -> Endpoints.send(context, UnlockAnswers.refused(refused));
        }
    }

    /** What there is to answer. */
    private record Seen(Unlock unlock, Optional<RiderTrip> trip) {}

    /** An unlock beside its trip. Blocking. */
    private Seen see(RiderId rider, Unlock unlock) {
        try {
            return new Seen(unlock, unlock.trip().flatMap(trip -> trips.find(rider, trip)));
        } catch (LedgerUnavailable away) {
            // The bike is out: whoever cannot be shown the trip now is told its id, never that it failed.
            LOG.debug("the trip of {} is told by its id alone", unlock.id(), away);
            return new Seen(unlock, Optional.empty());
        }
    }

    private void repeated(RoutingContext context, RiderId rider, Unlock unlock) {
        blocking.run(() -> see(rider, unlock))
                .otherwise(new Seen(unlock, Optional.empty()))
                .onSuccess(seen -> send(context, seen));
    }

    private static void send(RoutingContext context, Seen seen) {
        Endpoints.send(context, UnlockAnswers.of(seen.unlock(), seen.trip()));
    }

    private static final class Newest extends LinkedHashMap<CommandId, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CommandId, Boolean> eldest) {
            return size() > REMEMBERED_ENDS;
        }
    }

    /** One request that waits. All but {@link #wake} runs on its own context. */
    private final class Waiting {
        private final RoutingContext context;
        private final Context loop = vertx.getOrCreateContext();
        private final RiderId rider;
        private Seen last;
        private boolean over;
        private boolean looking;
        private boolean again;
        private long timer;
        private long end;

        Waiting(RoutingContext context, RiderId rider, Unlock unlock) {
            this.context = context;
            this.rider = rider;
            this.last = new Seen(unlock, Optional.empty());
        }

        void begin() {
            CommandId command = last.unlock().id();
            waiting.computeIfAbsent(command, id -> ConcurrentHashMap.newKeySet())
                    .add(this);
            timer = vertx.setPeriodic(LOOK.toMillis(), ignored -> look());
            end = vertx.setTimer(WAIT.toMillis(), ignored -> stop());
            context.addEndHandler(ignored -> leave());
            if (ended.contains(command)) {
                look();
            }
        }

        void wake() {
            loop.runOnContext(ignored -> look());
        }

        // No place to look is no reason to fail: the next look may have one.
        private void look() {
            again = looking;
            if (over || looking) {
                return;
            }
            looking = true;
            CommandId command = last.unlock().id();
            blocking.run(() -> desk.find(rider, command).map(unlock -> see(rider, unlock)))
                    .onComplete(found -> {
                        looking = false;
                        boolean changedMeanwhile = again;
                        if (found.succeeded() && found.result().isPresent()) {
                            last = found.result().get();
                            if (last.unlock().state().isEnd()) {
                                stop();
                            }
                        }
                        if (changedMeanwhile) {
                            look();
                        }
                    });
        }

        private void stop() {
            if (!over) {
                leave();
                send(context, last);
            }
        }

        private void leave() {
            over = true;
            vertx.cancelTimer(timer);
            vertx.cancelTimer(end);
            waiting.computeIfPresent(last.unlock().id(), (id, set) -> {
                set.remove(this);
                return set.isEmpty() ? null : set;
            });
        }
    }
}
