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

    /**
     * The station's clocks when it sent the birth, and ours around that moment.
     *
     * @param notBefore the birth answers something that we sent at this moment, so it was sent no sooner
     * @param arrivedAt it was sent no later
     */
    public record Clock(
            Instant deviceTime, Duration uptime, Stamp.ClockQuality quality, Instant notBefore, Instant arrivedAt) {
        public Clock {
            arrivedAt = arrivedAt.truncatedTo(ChronoUnit.MICROS);
            notBefore = notBefore.truncatedTo(ChronoUnit.MICROS);
            notBefore = notBefore.isAfter(arrivedAt) ? arrivedAt : notBefore;
        }

        /** Of a birth that took no time to arrive. */
        public Clock(Instant deviceTime, Duration uptime, Stamp.ClockQuality quality, Instant arrivedAt) {
            this(deviceTime, uptime, quality, arrivedAt, arrivedAt);
        }

        /** How far the station's clock is off, beyond what the way of the birth may have taken. */
        public Duration skew() {
            return Duration.ofMillis(TimeJudge.skewMs(deviceTime, notBefore, arrivedAt));
        }

        /** What this birth tells of its boot. */
        TimeJudge.Anchor anchor() {
            return new TimeJudge.Anchor(
                    Duration.ofMillis(uptime.toMillis()), arrivedAt, Duration.between(notBefore, arrivedAt));
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
