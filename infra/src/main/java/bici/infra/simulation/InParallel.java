package bici.infra.simulation;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Days on two threads, which share nothing. */
final class InParallel {
    private static final int THREADS = 2;

    private InParallel() {}

    /**
     * Runs all; results are taken on the caller's thread, in the order of the tasks.
     *
     * @throws IllegalStateException when a task fails or the caller is interrupted
     */
    static <T> void run(List<? extends Callable<T>> tasks, Consumer<T> take) {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<T>> results = tasks.stream().map(threads::<T>submit).toList();
            results.forEach(result -> take.accept(get(result)));
        }
    }

    private static <T> T get(Future<T> result) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a day could not be lived", e);
        }
    }
}
