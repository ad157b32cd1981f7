package bici.fleet.ledger;

import bici.fleet.dock.Birth;
import bici.fleet.dock.HealthReading;
import bici.fleet.dock.TimeJudge.Anchor;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Births and the sessions they open, and when stations were heard. */
public interface SessionRecords {
    /** Locks a station that was taken in. */
    Optional<Standing> find(StationId station);

    /** Somebody with a good certificate whom no operator has taken in. */
    void notePending(StationId station, Instant at);

    /**
     * Keeps the birth with its inventory, its boot's anchor and presence, and opens the session.
     *
     * @param anchor what facts of its boot are judged by from now on
     * @param at when the inventory was taken, as far as can be told
     */
    void open(Birth birth, long epoch, Anchor anchor, Instant at);

    /** False if that session is not the open one. */
    boolean close(StationId station, long epoch, Instant at, String why);

    void closeAll(Instant at);

    /** Each station spoke at its time, the latest counts. */
    void noteHeard(Map<StationId, Instant> heard);

    void addHealth(Collection<HealthReading> readings);

    /**
     * A station before a birth.
     *
     * @param journal the newest one known
     */
    record Standing(boolean retired, long epoch, int journal, String nonce, boolean online) {}

    /** When each of these stations was heard last. */
    static Map<StationId, Instant> heard(List<HealthReading> readings) {
        return readings.stream()
                .collect(Collectors.toMap(
                        HealthReading::station,
                        HealthReading::arrivedAt,
                        (a, b) -> a.isAfter(b) ? a : b,
                        TreeMap::new));
    }
}
