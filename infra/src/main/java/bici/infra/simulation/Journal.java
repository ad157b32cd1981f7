package bici.infra.simulation;

import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import bici.wire.WireFact;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * One journal of a station: what it wrote down, when that really happened, what was acknowledged, and what has been
 * destroyed since. The station sees only what is left; the truth sees all of it.
 */
final class Journal {
    private final StationId station;
    private final int number;
    private final List<WireFact> facts = new ArrayList<>();
    private final List<Long> happenedMs = new ArrayList<>();
    private final BitSet acknowledged = new BitSet();
    private final BitSet destroyed = new BitSet();

    Journal(StationId station, int number) {
        this.station = station;
        this.number = number;
    }

    int number() {
        return number;
    }

    StationId station() {
        return station;
    }

    long last() {
        return facts.size();
    }

    FactId append(WireFact fact, long atMs) {
        facts.add(fact);
        happenedMs.add(atMs);
        return new FactId(station, number, facts.size());
    }

    WireFact get(long sequence) {
        return facts.get((int) sequence - 1);
    }

    long happenedMs(long sequence) {
        return happenedMs.get((int) sequence - 1);
    }

    boolean isDestroyed(long sequence) {
        return destroyed.get((int) sequence);
    }

    boolean isAcknowledged(long sequence) {
        return acknowledged.get((int) sequence);
    }

    void acknowledge(long sequence) {
        acknowledged.set((int) sequence);
    }

    void destroy(long from, long to) {
        for (long sequence = from; sequence <= to; sequence++) {
            if (!isAcknowledged(sequence)) {
                destroyed.set((int) sequence);
            }
        }
    }

    /** The first from there on that is neither acknowledged nor destroyed; beyond the last when there is none. */
    long nextWaiting(long from) {
        long sequence = from;
        while (sequence <= last() && (isAcknowledged(sequence) || isDestroyed(sequence))) {
            sequence++;
        }
        return sequence;
    }

    int waiting() {
        int waiting = 0;
        for (long sequence = nextWaiting(1); sequence <= last(); sequence = nextWaiting(sequence + 1)) {
            waiting++;
        }
        return waiting;
    }
}
