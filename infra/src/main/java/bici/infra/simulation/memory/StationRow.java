package bici.infra.simulation.memory;

import bici.fleet.dock.DockState.AsOf;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Optional;

/**
 * A station and how it stands.
 *
 * @param last the last fact of it that was applied
 * @param inferred how many facts were inferred of it
 * @param unreconciledEpoch of the birth whose inventory waits for facts
 */
public record StationRow(
        StationId station,
        int capacity,
        boolean retired,
        long epoch,
        String nonce,
        boolean online,
        AsOf last,
        int bikes,
        long inferred,
        Optional<Long> unreconciledEpoch,
        Optional<Instant> heardAt) {
    public StationRow {
        Checks.require(bikes >= 0, "bikes of " + station + " >= 0");
        Checks.require(epoch >= 0 && inferred >= 0 && last.sequence() >= 0, "counts of " + station + " >= 0");
    }

    static StationRow takenIn(StationId station, int capacity) {
        return new StationRow(
                station, capacity, false, 0, "", false, AsOf.NOTHING, 0, 0, Optional.empty(), Optional.empty());
    }

    StationRow retire() {
        return new StationRow(
                station, capacity, true, epoch, nonce, online, last, bikes, inferred, unreconciledEpoch, heardAt);
    }

    StationRow opened(long newEpoch, String newNonce, Instant at) {
        return new StationRow(
                station,
                capacity,
                retired,
                newEpoch,
                newNonce,
                true,
                last,
                bikes,
                inferred,
                Optional.of(newEpoch),
                Optional.of(at));
    }

    StationRow closed() {
        return new StationRow(
                station, capacity, retired, epoch, nonce, false, last, bikes, inferred, unreconciledEpoch, heardAt);
    }

    StationRow told(AsOf newLast, int newBikes, long newInferred, Optional<Long> unreconciled) {
        return new StationRow(
                station,
                capacity,
                retired,
                epoch,
                nonce,
                online,
                newLast,
                newBikes,
                newInferred,
                unreconciled,
                heardAt);
    }

    StationRow heard(Instant at) {
        Instant latest = heardAt.filter(known -> known.isAfter(at)).orElse(at);
        return new StationRow(
                station,
                capacity,
                retired,
                epoch,
                nonce,
                online,
                last,
                bikes,
                inferred,
                unreconciledEpoch,
                Optional.of(latest));
    }
}
