package bici.gateway.inbox;

import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Parcels not yet committed: first in first out per station, stations in turn, bytes bounded over all of them. Offering
 * never waits; taking does, and is for one thread.
 */
public final class Inbox {
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<StationId, Lane> lanes = new HashMap<>();
    private final ArrayDeque<Lane> turns = new ArrayDeque<>();
    private long bytes;
    private long waitingWeight;

    public Inbox(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    private static final class Lane {
        final StationId station;
        final ArrayDeque<Parcel> parcels = new ArrayDeque<>();
        long bytes;

        Lane(StationId station) {
            this.station = station;
        }
    }

    /** Puts a parcel last in its station's lane. When that is too much, whoever has most waiting is evicted. */
    public void offer(Parcel parcel) {
        Set<Sender> evicted = new LinkedHashSet<>();
        lock.lock();
        try {
            Lane lane = lanes.computeIfAbsent(parcel.delivery().station(), Lane::new);
            if (lane.parcels.isEmpty()) {
                turns.addLast(lane);
            }
            lane.parcels.addLast(parcel);
            lane.bytes += parcel.bytes();
            bytes += parcel.bytes();
            waitingWeight += parcel.weight();
            while (bytes > maxBytes && !turns.isEmpty()) {
                evictWorst(evicted);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        evicted.forEach(Sender::evicted);
    }

    private void evictWorst(Set<Sender> evicted) {
        Lane worst =
                turns.stream().max(Comparator.comparingLong(lane -> lane.bytes)).orElseThrow();
        for (Parcel parcel : worst.parcels) {
            evicted.add(parcel.sender());
            waitingWeight -= parcel.weight();
        }
        bytes -= worst.bytes;
        turns.remove(worst);
        lanes.remove(worst.station);
    }

    /**
     * Waits for parcels and takes a batch: one parcel per station and turn, until {@code maxWeight} facts are reached.
     * After the first parcel it lingers for more, but not when enough are there already.
     *
     * @return empty when nothing came within {@code patience}
     */
    public List<Parcel> take(int maxWeight, Duration linger, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!await(1, patience)) {
                return List.of();
            }
            await(maxWeight, linger);
            List<Parcel> batch = new ArrayList<>();
            int weight = 0;
            while (weight < maxWeight && !turns.isEmpty()) {
                Parcel parcel = takeNext();
                weight += parcel.weight();
                batch.add(parcel);
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private boolean await(int weight, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        while (waitingWeight < weight) {
            if (left <= 0) {
                return false;
            }
            left = changed.awaitNanos(left);
        }
        return true;
    }

    private Parcel takeNext() {
        Lane lane = turns.removeFirst();
        Parcel parcel = lane.parcels.removeFirst();
        lane.bytes -= parcel.bytes();
        waitingWeight -= parcel.weight();
        if (lane.parcels.isEmpty()) {
            lanes.remove(lane.station);
        } else {
            turns.addLast(lane);
        }
        return parcel;
    }

    /** A taken batch is committed or given up: its bytes no longer count. */
    public void release(List<Parcel> batch) {
        lock.lock();
        try {
            batch.forEach(parcel -> bytes -= parcel.bytes());
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
