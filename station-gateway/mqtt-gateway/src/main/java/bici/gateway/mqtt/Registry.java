package bici.gateway.mqtt;

import bici.fleet.vocabulary.StationId;
import bici.gateway.metrics.GatewayMeters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one live connection of each station: the newest wins. A station that takes itself over again and again is either
 * flapping or two machines with one key. Safe from any thread.
 */
final class Registry {
    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
    private static final long WATCHED_NANOS = Duration.ofMinutes(10).toNanos();
    private static final int ALARM_AT = 3;

    private final GatewayMeters meters;
    private final Map<StationId, StationConnection> live = new ConcurrentHashMap<>();
    private final Map<StationId, ArrayDeque<Long>> takeOvers = new ConcurrentHashMap<>();
    private final Object emptied = new Object();
    private volatile boolean stopping;

    Registry(GatewayMeters meters) {
        this.meters = meters;
    }

    /** This is the station's connection now; an older one is told to go. */
    void enter(StationConnection connection) {
        StationConnection older = live.put(connection.station(), connection);
        if (older != null) {
            noteTakeOver(connection.station(), System.nanoTime());
            older.takenOver();
        }
    }

    /** The connection ended, unless a newer one has its place already. */
    void leave(StationConnection connection) {
        live.remove(connection.station(), connection);
        if (stopping && live.isEmpty()) {
            synchronized (emptied) {
                emptied.notifyAll();
            }
        }
    }

    /** Blocks until every connection ended or the patience did; for the time after {@link #stop}. */
    void awaitEmpty(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (emptied) {
            long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            while (!live.isEmpty() && leftMs > 0) {
                emptied.wait(leftMs);
                leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        }
    }

    Optional<StationConnection> find(StationId station) {
        return Optional.ofNullable(live.get(station));
    }

    List<StationConnection> listAll() {
        return List.copyOf(live.values());
    }

    void stop() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    private void noteTakeOver(StationId station, long nowNanos) {
        meters.happened("take-over");
        ArrayDeque<Long> recent = takeOvers.computeIfAbsent(station, s -> new ArrayDeque<>());
        synchronized (recent) {
            recent.addLast(nowNanos);
            while (nowNanos - recent.getFirst() > WATCHED_NANOS) {
                recent.removeFirst();
            }
            if (recent.size() >= ALARM_AT) {
                meters.happened("take-over-alarm");
                LOG.warn(
                        "station {} took itself over {} times in 10 minutes: two machines with one key?",
                        station,
                        recent.size());
                recent.clear();
            }
        }
    }
}
