package bici.simulator.station;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Numbers that a journal's counter left out, on disk: what is there no fact has. Not for more than one thread. */
final class SkippedNumbers {
    private final SmallFile file;
    private final NavigableMap<Long, Range> byFirst = new TreeMap<>();

    /** One or more numbers in a row. */
    record Range(long from, long to) {}

    SkippedNumbers(SmallFile file) {
        this.file = file;
        file.find().stream().flatMap(String::lines).map(SkippedNumbers::parse).forEach(this::put);
    }

    private static Range parse(String line) {
        String[] words = line.split(" ", -1);
        try {
            return new Range(Long.parseLong(words[0]), Long.parseLong(words[1]));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalStateException("a journal's skipped numbers are not two a line: " + line, e);
        }
    }

    private void put(Range range) {
        byFirst.put(range.from(), range);
    }

    /** On disk when it returns. */
    void add(long from, long to) {
        put(new Range(from, to));
        save();
    }

    /** Those behind the last fact: a crash came before the fact that was to follow them. */
    void forgetAfter(long last) {
        if (byFirst.tailMap(last, false).isEmpty()) {
            return;
        }
        byFirst.tailMap(last, false).clear();
        save();
    }

    private void save() {
        file.write(byFirst.values().stream()
                .map(range -> range.from() + " " + range.to() + "\n")
                .collect(Collectors.joining()));
    }

    /** The number itself, or the one after those that were left out with it. */
    long firstFrom(long sequence) {
        Map.Entry<Long, Range> before = byFirst.floorEntry(sequence);
        return before == null || before.getValue().to() < sequence
                ? sequence
                : before.getValue().to() + 1;
    }

    /** As far as they lie between these two, both included. */
    List<Range> list(long from, long to) {
        return byFirst.values().stream()
                .map(range -> new Range(Math.max(from, range.from()), Math.min(to, range.to())))
                .filter(range -> range.from() <= range.to())
                .toList();
    }
}
