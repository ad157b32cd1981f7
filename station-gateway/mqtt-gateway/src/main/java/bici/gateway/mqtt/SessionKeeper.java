package bici.gateway.mqtt;

import bici.fleet.dock.Birth;
import bici.fleet.dock.LedgerUnavailable;
import bici.fleet.dock.Session;
import bici.fleet.dock.StationLedger;
import bici.fleet.vocabulary.StationId;
import bici.gateway.limits.Backoff;
import bici.gateway.metrics.GatewayMeters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens and closes sessions in the ledger, away from the event loops. One station's births and ends are taken in turn,
 * so that the connection that came last also gets the last epoch and an older one's late end cannot harm it. Safe from any thread.
 */
final class SessionKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(SessionKeeper.class);
    private static final Backoff RETRY = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final Vertx vertx;
    private final StationLedger ledger;
    private final Offload offload;
    private final GatewayMeters meters;
    private final AtomicLong openings = new AtomicLong();
    private final Map<StationId, Future<?>> tails = new ConcurrentHashMap<>();
    private final Map<StationId, Opened> latest = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    SessionKeeper(Vertx vertx, StationLedger ledger, Offload offload, GatewayMeters meters) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.offload = offload;
        this.meters = meters;
    }

    /**
     * The ledger's answer to a birth. A birth that repeats a nonce gets the epoch again that it has already, so the
     * epoch alone does not say whose session it is.
     */
    record Opened(Session session, long opening) {
        boolean isSameSession(long epoch) {
            return session instanceof Session.Accepted accepted && accepted.epoch() == epoch;
        }
    }

    /**
     * Completes on {@code context}. Fails with {@link LedgerUnavailable}, with a refusal of {@link Offload}, or with
     * {@link CancellationException} when the connection ended before its turn came.
     */
    Future<Opened> open(Context context, Birth birth, BooleanSupplier stillWanted) {
        return inTurn(birth.station(), context, () -> {
            if (!stillWanted.getAsBoolean()) {
                throw new CancellationException("the connection ended");
            }
            Opened opened = new Opened(ledger.openSession(birth), openings.incrementAndGet());
            latest.put(birth.station(), opened);
            return opened;
        });
    }

    /** Marks the end of a session, now or as soon as the ledger is back. */
    void close(StationId station, long epoch, long opening, Instant at, String why) {
        close(new Ending(station, epoch, opening, at, why), 0);
    }

    /** Gives up endings that wait for the ledger: the stop closes all sessions, or the next start does. */
    void stop() {
        stopped = true;
    }

    private record Ending(StationId station, long epoch, long opening, Instant at, String why) {}

    private <T> Future<T> inTurn(StationId station, Context context, Callable<T> work) {
        AtomicReference<Future<T>> mine = new AtomicReference<>();
        Future<?> tail = tails.compute(station, (id, before) -> {
            Future<T> next = before == null
                    ? offload.call(context, work)
                    : before.transform(done -> offload.call(context, work));
            mine.set(next);
            return next;
        });
        tail.onComplete(done -> tails.remove(station, tail));
        return mine.get();
    }

    private void close(Ending ending, int attempt) {
        inTurn(ending.station(), vertx.getOrCreateContext(), () -> {
                    Opened now = latest.get(ending.station());
                    boolean reopened =
                            now != null && now.opening() != ending.opening() && now.isSameSession(ending.epoch());
                    if (!reopened) {
                        ledger.closeSession(ending.station(), ending.epoch(), ending.at(), ending.why());
                    }
                    return ending;
                })
                .onFailure(e -> closeLater(ending, attempt, e));
    }

    private void closeLater(Ending ending, int attempt, Throwable failure) {
        if (stopped) {
            return;
        }
        meters.failed("close-session");
        if (!(failure instanceof LedgerUnavailable)) {
            LOG.warn("the session {} of {} could not be closed", ending.epoch(), ending.station(), failure);
        }
        Duration wait = RETRY.wait(attempt, ThreadLocalRandom.current());
        vertx.setTimer(wait.toMillis(), timer -> close(ending, attempt + 1));
    }
}
