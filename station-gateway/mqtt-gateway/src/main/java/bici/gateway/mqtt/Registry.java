package bici.gateway.mqtt;

import bici.fleet.vocabulary.LogOnce;
import bici.fleet.vocabulary.StationId;
import bici.gateway.metrics.GatewayMeters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjIntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one live connection of each station: the newest wins. A station whose live connections take each other over again
 * and again is two machines with one key. Safe from any thread.
 */
final class Registry {
    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
    private static final long WATCHED_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int ALARM_AT = 3;
    /** A connection that spoke so recently was no link that had died. */
    private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();

    private final GatewayMeters meters;
    private final LogOnce once;
    private final ObjIntConsumer<StationId> onFight;
    private final Map<StationId, StationConnection> live = new ConcurrentHashMap<>();
    private final Map<StationId, ArrayDeque<Long>> takeOvers = new ConcurrentHashMap<>();
    private final Object emptied = new Object();
    private volatile boolean stopping;

    /**
     * An empty registry.
     *
     * @param onFight told of a station that takes itself over again and again, and how often; any thread
     */
    Registry(GatewayMeters meters, LogOnce once, ObjIntConsumer<StationId> onFight) {
        this.meters = meters;
        this.once = once;
        this.onFight = onFight;
    }

    /** This is the station's connection now; an older one is told to go. */
    void enter(StationConnection connection) {
        StationConnection older = live.put(connection.station(), connection);
        if (older != null) {
            noteTakeOver(older, System.nanoTime());
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

    private void noteTakeOver(StationConnection older, long nowNanos) {
        StationId station = older.station();
        meters.happened("take-over");
        if (nowNanos - older.heardNanos() > FRESH_NANOS) {
            return;
        }
        ArrayDeque<Long> recent = takeOvers.computeIfAbsent(station, s -> new ArrayDeque<>());
        synchronized (recent) {
            recent.addLast(nowNanos);
            while (nowNanos - recent.getFirst() > WATCHED_NANOS) {
                recent.removeFirst();
            }
            if (recent.size() >= ALARM_AT) {
                meters.happened("take-over-alarm");
                once.next("take-over " + station)
                        .ifPresent(times -> LOG.warn(
                                "station {} took itself over {} times in a minute: two machines with one key?"
                                        + " ({} since the last such line)",
                                station,
                                recent.size(),
                                times));
                onFight.accept(station, recent.size());
                recent.clear();
            }
        }
    }
}
