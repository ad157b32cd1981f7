package bici.api.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Where event loops hand over what blocks: each piece of work gets a virtual thread, and only so many do their work at a
 * time. Some more wait for their turn, in order and not for long; whoever has no place then, or finds too many waiting, fails
 * with {@code unavailable} (503, Retry-After).
 */
public final class Blocking implements AutoCloseable {
    /** How long somebody waits for a turn where it matters that an answer is soon. */
    public static final Duration USUAL_PATIENCE = Duration.ofMillis(250);

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int PLACES_FOR_ONE_THAT_WORKS = 8;

    private final Vertx vertx;
    private final Duration patience;
    private final Semaphore places;
    private final Semaphore turns;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("api-", 0).factory());

    /**
     * @param width how many may block at a time; about as many as the database has connections
     * @param patience how long one waits for its turn
     */
    public Blocking(Vertx vertx, int width, Duration patience) {
        this.vertx = vertx;
        this.patience = patience;
        this.places = new Semaphore(PLACES_FOR_ONE_THAT_WORKS * width);
        this.turns = new Semaphore(width, true);
    }

    /** Runs it away from the event loop; the future completes on the caller's context. */
    public <T> Future<T> run(Callable<T> work) {
        if (!places.tryAcquire()) {
            return Future.failedFuture(full());
        }
        Context context = vertx.getOrCreateContext();
        Promise<T> done = Promise.promise();
        try {
            threads.execute(() -> {
                Future<T> outcome = outcome(work);
                context.runOnContext(ignored -> outcome.onComplete(done));
            });
        } catch (RejectedExecutionException e) {
            places.release();
            return Future.failedFuture(full());
        }
        return done.future();
    }

    // What goes wrong is told to whoever asked, on its own context.
    private <T> Future<T> outcome(Callable<T> work) {
        try {
            return Future.succeededFuture(inTurn(work));
        } catch (Exception e) {
            return Future.failedFuture(e);
        } finally {
            places.release();
        }
    }

    private <T> T inTurn(Callable<T> work) throws Exception {
        if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw full();
        }
        try {
            return work.call();
        } finally {
            turns.release();
        }
    }

    private static ProblemException full() {
        return new ProblemException(Problem.of(ProblemType.UNAVAILABLE, SOON));
    }

    /** Takes no more work; what runs goes on. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
