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
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens and closes sessions in the ledger, away from the event loops. One station's births are opened one after the
 * other, so that the connection that came last also gets the last epoch. Safe from any thread.
 */
final class SessionKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(SessionKeeper.class);
    private static final Backoff RETRY = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final Vertx vertx;
    private final StationLedger ledger;
    private final Offload offload;
    private final GatewayMeters meters;
    private final Map<StationId, Future<Session>> tails = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    SessionKeeper(Vertx vertx, StationLedger ledger, Offload offload, GatewayMeters meters) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.offload = offload;
        this.meters = meters;
    }

    /**
     * Completes on {@code context}. Fails with {@link LedgerUnavailable}, with a refusal of {@link Offload}, or with
     * {@link CancellationException} when the connection ended before its turn came.
     */
    Future<Session> open(Context context, Birth birth, BooleanSupplier stillWanted) {
        AtomicReference<Future<Session>> opened = new AtomicReference<>();
        Future<Session> mine = tails.compute(birth.station(), (station, tail) -> {
            Future<Session> next = tail == null
                    ? offload.call(context, () -> openNow(birth, stillWanted))
                    : tail.transform(before -> offload.call(context, () -> openNow(birth, stillWanted)));
            opened.set(next);
            return next;
        });
        mine.onComplete(done -> tails.remove(birth.station(), mine));
        return mine;
    }

    private Session openNow(Birth birth, BooleanSupplier stillWanted) {
        if (!stillWanted.getAsBoolean()) {
            throw new CancellationException("the connection ended");
        }
        return ledger.openSession(birth);
    }

    /** Marks the end of a session, now or as soon as the ledger is back. */
    void close(StationId station, long epoch, Instant at, String why) {
        close(new Ending(station, epoch, at, why), 0);
    }

    /** Gives up endings that wait for the ledger: the stop closes all sessions, or the next start does. */
    void stop() {
        stopped = true;
    }

    private record Ending(StationId station, long epoch, Instant at, String why) {}

    private void close(Ending ending, int attempt) {
        offload.call(vertx.getOrCreateContext(), () -> {
                    ledger.closeSession(ending.station(), ending.epoch(), ending.at(), ending.why());
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
