package bici.gateway.mqtt;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Blocking work away from the event loops: virtual threads, so many at once, so many waiting, the rest refused. */
final class Offload implements AutoCloseable {
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("gateway-", 0).factory());
    private final Semaphore width;
    private final AtomicInteger pending = new AtomicInteger();
    private final int maxPending;

    Offload(int width, int maxPending) {
        this.width = new Semaphore(width);
        this.maxPending = maxPending;
    }

    /**
     * Runs the work and completes on {@code context}. Fails with what the work throws, or with
     * {@link RejectedExecutionException} at once when too much is waiting.
     */
    <T> Future<T> call(Context context, Callable<T> work) {
        if (pending.incrementAndGet() > maxPending) {
            pending.decrementAndGet();
            return Future.failedFuture(new RejectedExecutionException("too much waits for the ledger"));
        }
        Promise<T> promise = Promise.promise();
        threads.execute(() -> run(context, work, promise));
        return promise.future();
    }

    private <T> void run(Context context, Callable<T> work, Promise<T> promise) {
        try {
            width.acquire();
            try {
                T result = work.call();
                context.runOnContext(v -> promise.complete(result));
            } finally {
                width.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            context.runOnContext(v -> promise.fail(e));
        } catch (Exception e) {
            context.runOnContext(v -> promise.fail(e));
        } finally {
            pending.decrementAndGet();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
