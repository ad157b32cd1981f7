package bici.fleet.vocabulary;

/** Sequences {@code from} to {@code to}, both included. */
public record SequenceRange(long from, long to) {
    public SequenceRange {
        if (from < 1 || to < from) {
            throw new IllegalArgumentException("a range needs 1 <= from <= to: " + from + ".." + to);
        }
    }
}
