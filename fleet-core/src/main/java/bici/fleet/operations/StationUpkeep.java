package bici.fleet.operations;

import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the gateway notes of stations beside their facts, and what it has to tell them. Blocking;
 * {@code bici.fleet.dock.LedgerUnavailable} while the database is away. What is noted of a station that is not there is lost.
 */
public interface StationUpkeep {
    /** From this on a clock needs somebody. Times of facts are corrected all the same. */
    Duration MAX_SKEW = Duration.ofSeconds(30);

    /** Parts of a diagnostics report beyond this are left out. */
    int MAX_PARTS = 500;

    /** The station's clock was measured: its time minus ours. */
    void noteClock(StationId station, Duration skew, Instant at);

    /** Two live connections with one certificate took each other over so often within a minute. */
    void noteFight(StationId station, int takeOvers, Instant at);

    /** The settings that a station says it runs on, and why it did not take those it was told, if so. */
    void noteConfig(StationId station, long version, String hash, Optional<String> refused, Instant at);

    /** A part of the answer to an order of {@code DIAGNOSTICS} of this station; the first text of a part stands. */
    void noteDiagnostics(StationId station, CommandId command, Part part, Instant at);

    /** A part of a text. */
    record Part(int number, int of, String text) {}

    /** The settings that the station is wanted to run on; empty while nobody ever wanted any. */
    Optional<StationConfigs.Config> findConfig(StationId station);

    /**
     * To be called when a session has opened: queues again the newest lock-out or release of each dock, and the newest
     * service state, that the station's present memory does not know of.
     *
     * @return how many
     */
    int tellAgain(StationId station, Instant at);
}
