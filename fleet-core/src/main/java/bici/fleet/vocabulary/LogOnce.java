package bici.fleet.vocabulary;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Which repetitions of an event get a line in the log: the first of each key at once, later ones at most once in each
 * quiet time; the rest are only counted. So whoever causes events cannot fill the disk. Safe from any thread.
 *
 * <p>Memory is bounded: when too many keys are known, those that have been quiet are forgotten, and while there are none
 * the new ones share one key. In a quiet time there are at most {@code mostKeys + 1} lines.
 *
 * <pre>once.next("late " + station).ifPresent(times -> LOG.warn("{} is late ({} times)", station, times));</pre>
 */
public final class LogOnce {
    private static final Duration USUAL_QUIET = Duration.ofMinutes(1);
    private static final int USUAL_KEYS = 256;
    /** No caller's key: theirs are of one line. */
    private static final String OTHERS = "\n";

    private final long quietNanos;
    private final int mostKeys;
    private final Map<String, Entry> entries = new HashMap<>();

    /** One line a minute for each of 256 keys. */
    public LogOnce() {
        this(USUAL_QUIET, USUAL_KEYS);
    }

    public LogOnce(Duration quiet, int mostKeys) {
        if (!quiet.isPositive() || mostKeys < 1) {
            throw new IllegalArgumentException("a limit is one line or more within some time");
        }
        this.quietNanos = quiet.toNanos();
        this.mostKeys = mostKeys;
    }

    /** When it was last logged, and how often it happened since. */
    private static final class Entry {
        private long loggedAt;
        private long held;

        Entry(long loggedAt) {
            this.loggedAt = loggedAt;
        }
    }

    /**
     * It happened once more.
     *
     * @param key kind of event and who causes it, such as a station; of one line
     * @return empty when it is to be counted only; else it is to be logged, and this is how often it happened since the
     *     last line, this time included
     */
    public OptionalLong next(String key) {
        return next(key, System.nanoTime());
    }

    /** As {@link #next(String)}, at this {@link System#nanoTime}. */
    public synchronized OptionalLong next(String key, long nowNanos) {
        Entry known = entries.get(key);
        if (known == null && ownKeys() >= mostKeys) {
            entries.values().removeIf(entry -> isQuiet(entry, nowNanos));
        }
        String kept = known != null || ownKeys() < mostKeys ? key : OTHERS;
        Entry entry = entries.get(kept);
        if (entry == null) {
            entries.put(kept, new Entry(nowNanos));
            return OptionalLong.of(1);
        }
        entry.held++;
        if (!isQuiet(entry, nowNanos)) {
            return OptionalLong.empty();
        }
        long times = entry.held;
        entry.loggedAt = nowNanos;
        entry.held = 0;
        return OptionalLong.of(times);
    }

    private int ownKeys() {
        return entries.containsKey(OTHERS) ? entries.size() - 1 : entries.size();
    }

    private boolean isQuiet(Entry entry, long nowNanos) {
        return nowNanos - entry.loggedAt >= quietNanos;
    }
}
