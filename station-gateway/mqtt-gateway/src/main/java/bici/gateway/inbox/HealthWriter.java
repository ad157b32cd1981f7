package bici.gateway.inbox;

import bici.fleet.dock.HealthReading;
import bici.fleet.dock.LedgerUnavailable;
import bici.fleet.dock.StationLedger;
import bici.fleet.vocabulary.LogOnce;
import bici.gateway.limits.Backoff;
import bici.gateway.metrics.GatewayMeters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers telemetry for a second and writes it. Telemetry may be thinned: when too much waits the oldest is dropped. */
public final class HealthWriter {
    private static final Logger LOG = LoggerFactory.getLogger(HealthWriter.class);
    private static final int MAX_WAITING = 10_000;
    private static final int MAX_BATCH = 1_000;
    private static final Duration GATHER = Duration.ofSeconds(1);
    private static final Backoff RETRY = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final StationLedger ledger;
    private final GatewayMeters meters;
    private final LogOnce once = new LogOnce();
    private final ArrayBlockingQueue<HealthReading> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    public HealthWriter(StationLedger ledger, GatewayMeters meters) {
        this.ledger = ledger;
        this.meters = meters;
        this.thread = Thread.ofVirtual().name("health-writer").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Never waits. */
    public void offer(HealthReading reading) {
        while (!waiting.offer(reading)) {
            if (waiting.poll() != null) {
                meters.happened("health-thinned");
            }
        }
    }

    /** Writes what waits, once, and ends. */
    public void stop(Duration patience) throws InterruptedException {
        stopping.countDown();
        if (!thread.join(patience)) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            boolean last;
            do {
                last = stopping.await(GATHER.toMillis(), TimeUnit.MILLISECONDS);
                writeWhatWaits();
            } while (!last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** And not what comes meanwhile: under load it would never gather again. */
    private void writeWhatWaits() throws InterruptedException {
        for (int left = waiting.size(); left > 0; left -= MAX_BATCH) {
            List<HealthReading> batch = new ArrayList<>();
            waiting.drainTo(batch, Math.min(left, MAX_BATCH));
            if (!batch.isEmpty()) {
                write(batch);
            }
        }
    }

    private void write(List<HealthReading> batch) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                ledger.recordHealth(batch);
                return;
            } catch (LedgerUnavailable e) {
                meters.failed("health");
            } catch (RuntimeException e) {
                once.next("dropped")
                        .ifPresent(times -> LOG.error(
                                "{} health readings cannot be recorded and are dropped ({} since the last such line)",
                                batch.size(),
                                times,
                                e));
                meters.failed("health");
                return;
            }
            Duration wait = RETRY.wait(attempt, ThreadLocalRandom.current());
            if (stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }
}
