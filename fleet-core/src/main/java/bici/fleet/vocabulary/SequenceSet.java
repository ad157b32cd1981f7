package bici.fleet.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A set of sequences kept as ranges: small however many have come, as long as few are missing. Mutable, one thread.
 */
public final class SequenceSet {
    /** Start of each range to its end, both included; ranges never touch. */
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    /** Reads PostgreSQL's {@code int8multirange} text: {@code {[1,5),[7,8)}}. */
    public static SequenceSet parse(String multirange) {
        SequenceSet set = new SequenceSet();
        String inner = multirange.substring(1, multirange.length() - 1);
        if (!inner.isEmpty()) {
            for (String range : inner.substring(1, inner.length() - 1).split("\\),\\[", -1)) {
                int comma = range.indexOf(',');
                set.addRange(new SequenceRange(
                        Long.parseLong(range.substring(0, comma)), Long.parseLong(range.substring(comma + 1)) - 1));
            }
        }
        return set;
    }

    public boolean contains(long sequence) {
        Map.Entry<Long, Long> range = ranges.floorEntry(sequence);
        return range != null && range.getValue() >= sequence;
    }

    /** Adds a sequence; false if it was there already. */
    public boolean add(long sequence) {
        if (contains(sequence)) {
            return false;
        }
        addRange(new SequenceRange(sequence, sequence));
        return true;
    }

    public void addRange(SequenceRange added) {
        long from = added.from();
        long to = added.to();
        Map.Entry<Long, Long> before = ranges.floorEntry(from);
        if (before != null && before.getValue() >= from - 1) {
            from = before.getKey();
            to = Math.max(to, before.getValue());
        }
        Map.Entry<Long, Long> within = ranges.ceilingEntry(from);
        while (within != null && within.getKey() <= to + 1) {
            to = Math.max(to, within.getValue());
            ranges.remove(within.getKey());
            within = ranges.ceilingEntry(from);
        }
        ranges.put(from, to);
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    public SequenceSet union(SequenceSet other) {
        SequenceSet both = new SequenceSet();
        both.ranges.putAll(ranges);
        other.ranges.forEach((from, to) -> both.addRange(new SequenceRange(from, to)));
        return both;
    }

    /** Does it hold every sequence from 1 to {@code last}? */
    public boolean isCompleteTo(long last) {
        return last == 0 || (contains(1) && ranges.firstEntry().getValue() >= last);
    }

    /** The ranges below the highest sequence that are not in the set, lowest first, at most {@code limit}. */
    public List<SequenceRange> missing(int limit) {
        List<SequenceRange> missing = new ArrayList<>();
        long next = 1;
        for (Map.Entry<Long, Long> range : ranges.entrySet()) {
            if (missing.size() == limit) {
                break;
            }
            if (range.getKey() > next) {
                missing.add(new SequenceRange(next, range.getKey() - 1));
            }
            next = range.getValue() + 1;
        }
        return missing;
    }

    /** PostgreSQL's {@code int8multirange} text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        ranges.forEach((from, to) -> text.append(text.length() > 1 ? "," : "")
                .append('[')
                .append(from)
                .append(',')
                .append(to + 1)
                .append(')'));
        return text.append('}').toString();
    }
}
