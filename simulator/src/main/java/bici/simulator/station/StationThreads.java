package bici.simulator.station;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that many stations share. The client library wants four for each connection, all mostly asleep: virtual
 * ones, where they do not pin. Up to JDK 23 a virtual thread that waits inside {@code synchronized} holds a real one,
 * and the library does that; there real ones are used.
 */
public final class StationThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StationThreads.class);
    private static final int FIRST_JDK_WITHOUT_PINNING = 24;
    private static final int PER_CONNECTION = 4;
    /** A lost connection's threads end while its successor's begin. */
    private static final int CONNECTIONS_PER_STATION = 2;

    private final ScheduledExecutorService clients;
    private final ScheduledExecutorService timers;

    public StationThreads(int stations) {
        boolean virtual = Runtime.version().feature() >= FIRST_JDK_WITHOUT_PINNING;
        if (!virtual) {
            LOG.info("stations run on platform threads: this JDK pins virtual ones");
        }
        ThreadFactory factory = virtual
                ? Thread.ofVirtual().name("station-mqtt-", 0).factory()
                : Thread.ofPlatform().daemon().name("station-mqtt-", 0).factory();
        this.clients = Executors.newScheduledThreadPool(
                Math.max(1, stations) * PER_CONNECTION * CONNECTIONS_PER_STATION, factory);
        this.timers = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("station-timers").factory());
    }

    ScheduledExecutorService clients() {
        return clients;
    }

    /** One after the other, in order: a station's own thread. */
    static ExecutorService serial(String station) {
        return Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("station-" + station).factory());
    }

    void after(Duration delay, Runnable task) {
        try {
            var unused = timers.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("no timers any more: stations stop");
        }
    }

    @Override
    public void close() {
        timers.shutdownNow();
        clients.shutdownNow();
    }
}
