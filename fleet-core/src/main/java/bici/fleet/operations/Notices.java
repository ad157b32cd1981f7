package bici.fleet.operations;

/**
 * Tells of changes, after their commit. A lost notice may cost seconds, never correctness: readers also look by
 * themselves now and then. Called on the writer's thread: hand over, never wait, never throw.
 */
@FunctionalInterface
public interface Notices {
    void tell(Notice notice);

    /** For whoever has nobody to tell. */
    static Notices none() {
        return notice -> {};
    }
}
