package bici.infra.races;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a transaction does without another one coming between: one statement, or its end.
 *
 * @param what the statement, shortened, or {@code commit}
 * @param places all that it may look at or touch, a table or {@code table/key}; of an end, all that the transaction touched
 */
record Step(Kind kind, String what, Set<String> places) {
    Step {
        places = Set.copyOf(places);
    }

    enum Kind {
        /** A statement that takes no lock on rows: it sees what was committed when it began, and makes nobody wait. */
        READ,
        /** A statement that writes or locks rows. */
        WRITE,
        /** Commit or rollback: what was written is seen or gone, and who waited goes on. */
        END
    }

    Set<String> tables() {
        return places.stream().map(place -> place.split("/", 2)[0]).collect(Collectors.toSet());
    }

    /**
     * Whether the order of two neighbouring steps of different transactions makes no difference, whatever the rows. On
     * READ COMMITTED what is written is seen by others from the commit on and not before, and only writers make writers
     * wait.
     */
    boolean commutesWith(Step other) {
        boolean oneOnlyReads = kind == Kind.READ || other.kind == Kind.READ;
        boolean noneEnds = kind != Kind.END && other.kind != Kind.END;
        return (oneOnlyReads && noneEnds) || places.stream().noneMatch(other::touches);
    }

    /** A whole table is touched with each of its keys. */
    private boolean touches(String place) {
        return places.stream()
                .anyMatch(mine -> mine.equals(place) || mine.startsWith(place + '/') || place.startsWith(mine + '/'));
    }
}
