package bici.simulator.replay;

import java.util.Comparator;

/**
 * A row of the trip files, or a shifted copy of it.
 *
 * @param file counts the files from 0 in the order given
 * @param line of the file, from 1 (the header)
 * @param copy 0 for the row itself
 */
public record RowRef(int file, long line, int copy) implements Comparable<RowRef> {
    private static final Comparator<RowRef> ORDER =
            Comparator.comparingInt(RowRef::copy).thenComparingInt(RowRef::file).thenComparingLong(RowRef::line);

    @Override
    public int compareTo(RowRef other) {
        return ORDER.compare(this, other);
    }
}
