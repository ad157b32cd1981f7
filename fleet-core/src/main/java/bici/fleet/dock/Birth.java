package bici.fleet.dock;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A station's announcement at the start of a connection, with its whole inventory as of a sequence.
 *
 * @param nonce chosen by the station for this connection; its last will carries it too
 * @param asOf the last sequence of {@code journal} that the inventory reflects, 0 when the journal is empty
 * @param waiting facts the station still has to deliver
 */
public record Birth(
        StationId station,
        String nonce,
        int journal,
        int boot,
        Clock clock,
        String firmware,
        String hardware,
        long configVersion,
        long listVersion,
        long asOf,
        long waiting,
        List<DockReading> docks) {
    public Birth {
        docks = List.copyOf(docks);
    }

    /** The station's clocks when it sent the birth, and ours when it arrived. */
    public record Clock(Instant deviceTime, Duration uptime, Stamp.ClockQuality quality, Instant arrivedAt) {
        public Clock {
            arrivedAt = arrivedAt.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** What a dock's own sensors say. */
    public record DockReading(int dock, Optional<BikeId> bike, Lock lock, Optional<String> fault) {}

    /** A lock's position. */
    public enum Lock {
        LOCKED,
        UNLOCKED,
        JAMMED
    }
}
