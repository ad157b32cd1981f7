package bici.infra.server;

import bici.fleet.operations.Heartbeats;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits a small row every few seconds, on a thread of its own: whether the database still takes commits is known before a
 * fact needs it, on a quiet night too. A commit that hangs makes it old as well.
 */
final class Heartbeat implements AutoCloseable {
    /** An older commit means that the node is not ready. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration EVERY = Duration.ofSeconds(3);

    private final Heartbeats heartbeats;
    private final String node;
    private final Supplier<Instant> editionAt;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heartbeat").factory());
    private volatile long committedNanos;
    private boolean failing;
    private @Nullable ScheduledFuture<?> beating;

    /** @param editionAt when the newest edition of the open data was made; before the first, when the node started */
    Heartbeat(Heartbeats heartbeats, String node, Supplier<Instant> editionAt, Clock clock) {
        this.heartbeats = heartbeats;
        this.node = node;
        this.editionAt = editionAt;
        this.clock = clock;
        this.committedNanos = System.nanoTime() - LIMIT.toNanos();
    }

    /** Commits once, then every few seconds. Blocking for that once. */
    synchronized void start() {
        if (beating != null) {
            throw new IllegalStateException("the heart beats already");
        }
        beat();
        beating = thread.scheduleWithFixedDelay(this::beat, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How long ago a commit was known to be done, by a clock that is never set. Any thread. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - committedNanos);
    }

    // One that fails must not keep the next from being tried; that it failed is what its age says.
    private void beat() {
        long begun = System.nanoTime();
        try {
            heartbeats.beat(node, clock.instant(), editionAt.get());
            committedNanos = begun;
            if (failing) {
                LOG.info("the database takes commits again");
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("the node's own commit failed: {}", e.getMessage());
            }
            failing = true;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
