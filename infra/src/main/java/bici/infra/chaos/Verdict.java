package bici.infra.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a run did wrong, counted and in words. Not for more than one thread. */
final class Verdict {
    private static final int MOST_WORDS = 8;

    private final Map<Wrong, List<String>> found = new TreeMap<>();
    private final Map<Wrong, Long> counts = new TreeMap<>();

    /** In the order of the last line. */
    enum Wrong {
        /** Acknowledged or answered, and not in the database. */
        LOST,
        /** In the database more than once. */
        DUP,
        /** In the database, and it never happened. */
        INVENTED,
        /** A lock opened past its command's deadline, or after its rider was told that it would not. */
        LATE_OPEN,
        /** A lock opened twice for one command or for one wish. */
        DOUBLE_OPEN,
        /** A lock opened by a command that the database does not know as carried out. */
        GHOST_OPEN,
        /** What the audit of the database, its rebuild and the checker of histories find. */
        VIOLATIONS
    }

    void add(Wrong wrong, String words) {
        add(wrong, words, 1);
    }

    /** So many of them in the same words; none is nothing. */
    void add(Wrong wrong, String words, long times) {
        if (times > 0) {
            found.computeIfAbsent(wrong, key -> new ArrayList<>()).add(words);
            counts.merge(wrong, times, Long::sum);
        }
    }

    long count(Wrong wrong) {
        return counts.getOrDefault(wrong, 0L);
    }

    boolean isGood() {
        return found.isEmpty();
    }

    /** A few of each kind. */
    List<String> examples() {
        List<String> lines = new ArrayList<>();
        found.forEach((wrong, words) ->
                words.stream().limit(MOST_WORDS).forEach(line -> lines.add(word(wrong) + ": " + line)));
        return lines;
    }

    /** Such as {@code lost=0 dup=0}. */
    String toLine() {
        StringBuilder line = new StringBuilder();
        for (Wrong wrong : Wrong.values()) {
            line.append(word(wrong)).append('=').append(count(wrong)).append(' ');
        }
        return line.toString().strip();
    }

    private static String word(Wrong wrong) {
        return wrong.name().toLowerCase(Locale.ROOT);
    }
}
