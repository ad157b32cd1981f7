package bici.gateway.inbox;

import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Parcels not yet committed: first in first out per station, stations in turn, bytes bounded over all of them. Stations
 * with much to tell are taken apart from the others, so that nobody waits for them, and so are those that have many old facts
 * read again; from a station of which something is being written nothing is taken. Offering never waits; taking does. Any
 * thread.
 */
public final class Inbox {
    /** So many facts are worth a batch: to wait for more gains nothing. */
    private static final int ENOUGH = 256;

    private final long maxBytes;
    private final int backlog;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<StationId, Lane> lanes = new HashMap<>();
    private final Turns live = new Turns();
    private final Turns backlogged = new Turns();
    private final Turns apart = new Turns();
    private final Rereading rereading = new Rereading();
    private final LongSupplier nanoTime;
    private long bytes;

    /** Which stations a batch is of. */
    public enum Pace {
        /** Those that say what happens now. */
        LIVE,
        /** Those that have much to tell. */
        BACKLOG,
        /** Those whose facts have many old ones read again, however many they tell. */
        APART
    }

    /** @param backlog a station of which more facts than these wait is taken at {@link Pace#BACKLOG} */
    public Inbox(long maxBytes, int backlog) {
        this(maxBytes, backlog, System::nanoTime);
    }

    Inbox(long maxBytes, int backlog, LongSupplier nanoTime) {
        this.maxBytes = maxBytes;
        this.backlog = backlog;
        this.nanoTime = nanoTime;
    }

    /** What waits of one station. */
    private static final class Lane {
        final StationId station;
        final ArrayDeque<Parcel> parcels = new ArrayDeque<>();
        long bytes;
        int weight;
        int awaited;
        boolean beingWritten;

        Lane(StationId station) {
            this.station = station;
        }

        void add(Parcel parcel) {
            parcels.addLast(parcel);
            bytes += parcel.bytes();
            weight += parcel.weight();
            awaited += parcel.isAwaited() ? 1 : 0;
        }

        Parcel take() {
            Parcel parcel = parcels.removeFirst();
            bytes -= parcel.bytes();
            weight -= parcel.weight();
            awaited -= parcel.isAwaited() ? 1 : 0;
            return parcel;
        }
    }

    /** What a lane counted for when it was put in. */
    private record Load(int weight, int awaited) {
        static final Load NONE = new Load(0, 0);
    }

    /** Lanes of one pace that may be taken from, with what they weigh, longest waiting first. */
    private static final class Turns {
        private final LinkedHashMap<Lane, Load> loads = new LinkedHashMap<>();
        private long weight;
        private long awaited;

        void put(Lane lane) {
            Load load = new Load(lane.weight, lane.awaited);
            change(loads.put(lane, load), load);
        }

        void remove(Lane lane) {
            change(loads.remove(lane), Load.NONE);
        }

        private void change(@Nullable Load before, Load after) {
            Load was = before == null ? Load.NONE : before;
            weight += after.weight() - was.weight();
            awaited += after.awaited() - was.awaited();
        }

        boolean isEmpty() {
            return loads.isEmpty();
        }

        Lane removeFirst() {
            Lane first = loads.sequencedKeySet().getFirst();
            remove(first);
            return first;
        }
    }

    /** Puts a parcel last in its station's lane. When that is too much, whoever has most waiting is evicted. */
    public void offer(Parcel parcel) {
        Set<Sender> evicted = new LinkedHashSet<>();
        lock.lock();
        try {
            Lane lane = lanes.computeIfAbsent(parcel.station(), Lane::new);
            lane.add(parcel);
            bytes += parcel.bytes();
            settle(lane);
            while (bytes > maxBytes) {
                Optional<Lane> worst = lanes.values().stream()
                        .filter(other -> other.bytes > 0)
                        .max(Comparator.comparingLong(other -> other.bytes));
                if (worst.isEmpty()) {
                    break;
                }
                evict(worst.get(), evicted);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        evicted.forEach(Sender::evicted);
    }

    private void evict(Lane lane, Set<Sender> evicted) {
        bytes -= lane.bytes;
        while (!lane.parcels.isEmpty()) {
            evicted.add(lane.take().sender());
        }
        settle(lane);
    }

    private Turns turns(Pace pace) {
        return switch (pace) {
            case LIVE -> live;
            case BACKLOG -> backlogged;
            case APART -> apart;
        };
    }

    /** Gives a lane the turn that is its due, the one it has if it may keep it. */
    private void settle(Lane lane) {
        Turns due = turns(pace(lane));
        boolean mayBeTaken = !lane.beingWritten && !lane.parcels.isEmpty();
        for (Turns queue : List.of(live, backlogged, apart)) {
            if (mayBeTaken && queue == due) {
                queue.put(lane);
            } else {
                queue.remove(lane);
            }
        }
        if (!lane.beingWritten && lane.parcels.isEmpty()) {
            lanes.remove(lane.station);
        }
    }

    private Pace pace(Lane lane) {
        if (rereading.isApart(lane.station, nanoTime.getAsLong())) {
            return Pace.APART;
        }
        return lane.weight > backlog ? Pace.BACKLOG : Pace.LIVE;
    }

    /**
     * Notes that facts of a station, whose batch is not released yet, had so many old ones read again.
     *
     * @return true when from now on it is taken at {@link Pace#APART}
     */
    public boolean charge(StationId station, int reread) {
        lock.lock();
        try {
            return rereading.add(station, reread, nanoTime.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for parcels and takes a batch: one parcel per station and turn, until {@code maxWeight} facts are reached.
     * When {@code minWeight} are there it lingers for more, but not when enough are there already or somebody waits for one
     * of them. To be released.
     *
     * @return empty when less than {@code minWeight} came within {@code patience}, or another thread took it
     */
    public List<Parcel> take(Pace pace, int minWeight, int maxWeight, Duration linger, Duration patience)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Turns queue = turns(pace);
            if (!await(() -> queue.weight >= minWeight, patience)) {
                return List.of();
            }
            await(() -> queue.weight >= Math.min(ENOUGH, maxWeight) || queue.awaited > 0, linger);
            List<Parcel> batch = new ArrayList<>();
            Set<Lane> taken = new LinkedHashSet<>();
            int weight = 0;
            while (weight < maxWeight && !queue.isEmpty()) {
                Lane lane = queue.removeFirst();
                Parcel parcel = lane.take();
                weight += parcel.weight();
                batch.add(parcel);
                taken.add(lane);
                if (!lane.parcels.isEmpty()) {
                    queue.put(lane);
                }
            }
            taken.forEach(lane -> {
                lane.beingWritten = true;
                settle(lane);
            });
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private boolean await(BooleanSupplier reached, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        while (!reached.getAsBoolean()) {
            if (left <= 0) {
                return false;
            }
            left = changed.awaitNanos(left);
        }
        return true;
    }

    /** A taken batch is committed or given up: its bytes no longer count, and its stations have their turn again. */
    public void release(List<Parcel> batch) {
        lock.lock();
        try {
            batch.forEach(parcel -> bytes -= parcel.bytes());
            batch.stream().map(Parcel::station).distinct().map(lanes::get).forEach(lane -> {
                lane.beingWritten = false;
                settle(lane);
            });
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing is waiting and nothing is being written. */
    public boolean awaitEmpty(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (bytes > 0) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes received and not yet committed, those being written included. */
    public long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }
}
