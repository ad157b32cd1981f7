package bici.fleet.vocabulary;

/** Sequences {@code from} to {@code to}, both included. */
public record SequenceRange(long from, long to) {
    public SequenceRange {
        if (from < 1 || to < from || to > FactId.MAX_SEQUENCE) {
            throw new IllegalArgumentException(
                    "a range needs 1 <= from <= to <= " + FactId.MAX_SEQUENCE + ": " + from + ".." + to);
        }
    }
}
