package bici.fleet.operations;

import java.time.Instant;

/** Each node's own small commit. Blocking; {@code bici.fleet.dock.LedgerUnavailable} while the database is away. */
@FunctionalInterface
public interface Heartbeats {
    /**
     * Commits that the node lives. Returns when it is committed.
     *
     * @param editionAt when its newest edition of the open data was made
     */
    void beat(String node, Instant at, Instant editionAt);
}
