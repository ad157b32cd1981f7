package bici.fleet.report;

import java.util.List;

/**
 * Tells the whole record again, in its order of arrival, to a ledger beside the one that stands, and holds what comes out
 * against what stands. Reads what stands in one snapshot, so it can run beside a live server; blocking, in bounded memory.
 */
public interface Rebuild {
    /** Called once; the schema beside must be empty. */
    Outcome check(Watcher watcher);

    /** Hears how far a long check has come. */
    interface Watcher {
        void toldAgain(long facts, long ofFacts);
    }

    /**
     * What came out.
     *
     * @param examples a few differences of each kind of thing, in words
     */
    record Outcome(
            long facts,
            long docks,
            long bikes,
            long trips,
            long availability,
            long differences,
            List<Difference> examples) {
        /** Of each kind of thing. */
        public static final int MAX_EXAMPLES = 5;

        public Outcome {
            examples = List.copyOf(examples);
        }
    }

    /**
     * Something that stands otherwise than the record says.
     *
     * @param what kind and name, such as {@code dock S1/3}
     */
    record Difference(String what, String stands, String recordSays) {}
}
