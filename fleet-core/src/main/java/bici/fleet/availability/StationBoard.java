package bici.fleet.availability;

import bici.fleet.dock.LedgerUnavailable;
import bici.fleet.operations.Notice;
import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All stations as they stand, for many readers: only those that changed since the last reader are read again, once for all
 * who wait for it. What was told before a reader asked, that reader sees. What nobody tells (when a station spoke last; what
 * another process did) is seen after a pause: one reader then reads all of them, and the others do not wait for it. While the
 * database is away, or takes longer than {@link #PATIENCE}, they are shown as they were, but not for long. Any thread; reading
 * blocks, telling does not.
 */
public final class StationBoard implements LiveStations {
    public static final Duration USUAL_PAUSE = Duration.ofSeconds(5);

    /** A moment of a slow database must not gather everyone who looks at the map. */
    static final Duration PATIENCE = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(StationBoard.class);
    private static final long NANOS_A_SECOND = 1_000_000_000;
    private static final Duration LATE = Duration.ofSeconds(10);

    private final LiveStations source;
    private final long pauseNanos;
    private final long longAgoNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<StationId> told = ConcurrentHashMap.newKeySet();
    private final AtomicLong questions = new AtomicLong();
    /** So many questions, by the last reading, which may have failed. */
    private long answered;

    private Optional<RuntimeException> failure = Optional.empty();
    private Map<StationId, StationView> views = new TreeMap<>();
    private volatile Shown shown = Shown.NOTHING;
    /** Read again while one reader reads all: newer than what that reader gets. */
    private final Set<StationId> meanwhile = new HashSet<>();

    private final AtomicBoolean readingAll = new AtomicBoolean();

    /** @param allReadAt the clock when the last reading of all of them began, 0 before there was one */
    private record Shown(List<StationView> stations, long allReadAt) {
        static final Shown NOTHING = new Shown(List.of(), 0);
    }

    /** @param pause after which all are read again, since a notice may be lost and some things are never told */
    public StationBoard(LiveStations source, Duration pause) {
        this.source = source;
        this.pauseNanos = pause.toNanos();
        this.longAgoNanos = pause.plus(LATE).toNanos();
    }

    /** From any thread; returns at once. */
    public void tell(Notice notice) {
        if (notice instanceof Notice.StationChanged changed) {
            told.add(changed.station());
        }
    }

    @Override
    public List<StationView> listStations() {
        long mine = questions.incrementAndGet();
        if (!lockSoon()) {
            return shown.stations();
        }
        try {
            if (answered < mine) {
                // All who ask until here are answered by what is read now; they wait for the lock, and read nothing.
                answered = questions.get();
                refresh();
            } else if (failure.isPresent()) {
                throw new LedgerUnavailable("the stations could not be read a moment ago", failure.get());
            }
            if (age() < pauseNanos || !readingAll.compareAndSet(false, true)) {
                return shown.stations();
            }
            meanwhile.clear();
        } finally {
            lock.unlock();
        }
        return readAll();
    }

    /** Straight from the source. */
    @Override
    public List<StationView> listStations(Collection<StationId> stations) {
        return source.listStations(stations);
    }

    /** Straight from the source. */
    @Override
    public List<Retired> listRetired() {
        return source.listRetired();
    }

    /** False when somebody reads for long and what is shown may still be shown. */
    private boolean lockSoon() {
        try {
            if (lock.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                return true;
            }
            if (isLongAgo()) {
                lock.lockInterruptibly();
                return true;
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailable("interrupted while others read the stations", e);
        }
    }

    private long age() {
        return System.nanoTime() - shown.allReadAt();
    }

    private boolean isLongAgo() {
        return shown.equals(Shown.NOTHING) || age() >= longAgoNanos;
    }

    private void refresh() {
        // Told of again from here on: read again. What is taken here was committed before it is read.
        Set<StationId> changed = Set.copyOf(told);
        told.removeAll(changed);
        // All alone and with everyone waiting only at first, and when nobody has managed to for long.
        boolean all = isLongAgo();
        if (!all && changed.isEmpty()) {
            failure = Optional.empty();
            return;
        }
        try {
            long now = System.nanoTime();
            if (all) {
                take(byId(source.listStations()), now);
            } else {
                List<StationView> read = source.listStations(changed);
                views.keySet().removeAll(changed);
                views.putAll(byId(read));
                meanwhile.addAll(changed);
                shown = new Shown(List.copyOf(views.values()), shown.allReadAt());
            }
            failure = Optional.empty();
        } catch (RuntimeException e) {
            told.addAll(changed);
            if (all || !(e instanceof LedgerUnavailable)) {
                failure = Optional.of(e);
                throw e;
            }
            showAsItWas(e);
        }
    }

    private List<StationView> readAll() {
        try {
            long now = System.nanoTime();
            Map<StationId, StationView> all = byId(source.listStations());
            lock.lock();
            try {
                all.keySet().removeAll(meanwhile);
                views.keySet().retainAll(meanwhile);
                all.putAll(views);
                take(all, now);
                return shown.stations();
            } finally {
                lock.unlock();
            }
        } catch (LedgerUnavailable e) {
            return showAsItWas(e);
        } finally {
            readingAll.set(false);
        }
    }

    /** Each station says when it spoke last; whoever asks next tries again. */
    private List<StationView> showAsItWas(RuntimeException e) {
        LOG.warn("stations are shown as they were {} s ago: {}", age() / NANOS_A_SECOND, e.getMessage());
        return shown.stations();
    }

    private void take(Map<StationId, StationView> all, long readAt) {
        views = all;
        shown = new Shown(List.copyOf(all.values()), readAt);
    }

    private static Map<StationId, StationView> byId(List<StationView> read) {
        Map<StationId, StationView> byId = new TreeMap<>();
        read.forEach(view -> byId.put(view.id(), view));
        return byId;
    }
}
