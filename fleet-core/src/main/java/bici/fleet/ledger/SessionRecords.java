package bici.fleet.ledger;

import bici.fleet.dock.Birth;
import bici.fleet.dock.BootClock.Segment;
import bici.fleet.dock.HealthReading;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Births and the sessions they open, and when stations were heard. */
public interface SessionRecords {
    /** Locks a station that was taken in. */
    Optional<Standing> find(StationId station);

    /** Somebody with a good certificate whom no operator has taken in. */
    void notePending(StationId station, Instant at);

    /**
     * Keeps the birth with its inventory and presence, and opens the session.
     *
     * @param begun where this birth is the first of its boot or contradicts those before: what facts after it are judged by
     * @param at when the inventory was taken, as far as can be told
     */
    void open(Birth birth, long epoch, Optional<Segment> begun, Instant at);

    /** False if that session is not the open one. */
    boolean close(StationId station, long epoch, Instant at, String why);

    void closeAll(Instant at);

    /** Each station spoke at its time, the latest counts. One of which something is being recorded is passed over. */
    void noteHeard(Map<StationId, Instant> heard);

    void addHealth(Collection<HealthReading> readings);

    /**
     * A station before a birth.
     *
     * @param journal the newest one known
     */
    record Standing(boolean retired, long epoch, int journal, String nonce, boolean online) {}
}
