package bici.infra.races;

import java.util.Collections;
import java.util.Set;

/**
 * What a transaction does without another one coming between: one statement, or its end.
 *
 * @param what the statement, shortened, or {@code commit}
 * @param tables all that it may look at or touch; of an end, all that the transaction touched
 */
record Step(Kind kind, String what, Set<String> tables) {
    Step {
        tables = Set.copyOf(tables);
    }

    enum Kind {
        /** A statement that takes no lock on rows: it sees what was committed when it began, and makes nobody wait. */
        READ,
        /** A statement that writes or locks rows. */
        WRITE,
        /** Commit or rollback: what was written is seen or gone, and who waited goes on. */
        END
    }

    /**
     * Whether the order of two neighbouring steps of different transactions makes no difference, whatever the rows. On
     * READ COMMITTED what is written is seen by others from the commit on and not before, and only writers make writers
     * wait.
     */
    boolean commutesWith(Step other) {
        boolean oneOnlyReads = kind == Kind.READ || other.kind == Kind.READ;
        boolean noneEnds = kind != Kind.END && other.kind != Kind.END;
        return Collections.disjoint(tables, other.tables) || (oneOnlyReads && noneEnds);
    }
}
