package bici.fleet.operations;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Commands on their way to stations; the table is the outbox. Every method blocks until its transaction is committed and
 * throws {@code bici.fleet.dock.LedgerUnavailable} while the database is away. Safe from any thread, and from many nodes.
 */
public interface CommandQueue {
    /**
     * Takes what waits for these stations, marked as sent: once at most, and only what the station may still obey on its
     * present connection. What came too late or was meant for another connection ends here instead.
     *
     * @param stations those connected to the caller
     */
    List<QueuedCommand> takeQueued(Collection<StationId> stations, Instant at);

    /** A station's answer. Late, repeated and unknown ones change nothing they should not; none opens a trip. */
    void reply(StationId station, CommandId command, Reply reply, Instant at);

    /** Ends, marks and frees what time has decided. To be called every second by any number of nodes. */
    void sweep(Instant at);

    /**
     * A command to be published now.
     *
     * @param epoch connection epoch it is meant for
     * @param issuedAt when it was asked for; the station counts its time to live from here
     */
    record QueuedCommand(
            CommandId id,
            StationId station,
            Order order,
            Optional<Integer> dock,
            Optional<BikeId> bike,
            long epoch,
            Instant issuedAt,
            Duration timeToLive) {}

    /** What a station says became of a command; the reason of a duplicate is the word of its first outcome. */
    record Reply(Outcome outcome, Optional<String> reason) {}

    /** PROTOCOL.md, "Commands". */
    enum Outcome {
        DONE,
        NOT_TAKEN,
        REFUSED,
        EXPIRED,
        DUPLICATE
    }
}
