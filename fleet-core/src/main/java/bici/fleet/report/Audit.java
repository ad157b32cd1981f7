package bici.fleet.report;

import java.util.List;

/**
 * Checks a database at rest against what must never break. Reads only, in one snapshot; blocking. "At rest" means that no
 * station has facts waiting: while some have, trips may look open that are not.
 */
public interface Audit {
    /** One finding an invariant's check, in their order. */
    List<Finding> run();

    /**
     * What a check found.
     *
     * @param invariant its number, such as {@code I1}
     * @param title what was held against what
     * @param violations how many rows break it
     * @param examples a few of them, in words
     */
    record Finding(String invariant, String title, long violations, List<String> examples) {
        public static final int MAX_EXAMPLES = 5;

        public Finding {
            examples = List.copyOf(examples);
        }
    }
}
