package bici.simulator.live;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the people of the city lived through, counted. Any thread. */
public final class LiveFigures {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String what) {
        counts.computeIfAbsent(what, word -> new LongAdder()).increment();
    }

    public long get(String what) {
        LongAdder count = counts.get(what);
        return count == null ? 0 : count.sum();
    }

    /** Such as {@code docked=12 rode-by-card=5}. */
    public String describe() {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((word, count) -> sums.put(word, count.sum()));
        StringBuilder text = new StringBuilder();
        sums.forEach((word, sum) -> text.append(word).append('=').append(sum).append(' '));
        return text.toString().strip();
    }
}
