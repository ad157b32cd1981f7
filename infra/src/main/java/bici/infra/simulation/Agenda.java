package bici.infra.simulation;

import java.time.Instant;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * Virtual time: what is due next happens next, and nothing ever waits. What is due at one moment happens in the order in
 * which it was asked for. One thread.
 */
final class Agenda {
    /** Midnight in Bucaramanga. */
    static final long START_MS = Instant.parse("2027-03-01T05:00:00Z").toEpochMilli();

    private static final int EXPECTED = 1_024;
    private final PriorityQueue<Entry> entries = new PriorityQueue<>(EXPECTED);
    private long nowMs = START_MS;
    private long count;

    private record Entry(long ms, long number, Runnable act) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return ms == other.ms ? Long.compare(number, other.number) : Long.compare(ms, other.ms);
        }
    }

    long nowMs() {
        return nowMs;
    }

    Instant now() {
        return Instant.ofEpochMilli(nowMs);
    }

    void at(long ms, Runnable act) {
        entries.add(new Entry(Math.max(ms, nowMs), count++, act));
    }

    void after(long ms, Runnable act) {
        at(nowMs + ms, act);
    }

    /** Lets everything happen up to a moment, which is then the present, or until it is enough. */
    void runUntil(long ms, BooleanSupplier enough) {
        while (!entries.isEmpty() && entries.peek().ms() <= ms) {
            if (enough.getAsBoolean()) {
                return;
            }
            Entry next = entries.remove();
            nowMs = next.ms();
            next.act().run();
        }
        nowMs = ms;
    }
}
