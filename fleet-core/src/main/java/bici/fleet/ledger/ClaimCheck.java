package bici.fleet.ledger;

import bici.fleet.dock.RecordedFact;
import bici.fleet.dock.TimeJudge.TimeQuality;
import bici.fleet.ledger.CommandRecords.Given;
import bici.fleet.trip.BikeFact;
import bici.fleet.trip.Unlock;
import java.util.Optional;

/** Tells whether a station claims a command for a removal that the command did not cause. Pure, any thread. */
@FunctionalInterface
public interface ClaimCheck {
    /**
     * Did another than this command let the bike go?
     *
     * @param removal its time judged, without a flag
     * @param given empty when no such unlock was ever asked for
     */
    boolean isFalse(RecordedFact removal, Optional<Given> given);

    /**
     * By what the server itself has recorded of the command, none of which changes later: late telling is no fault. That the
     * removal was after the command's end counts only where it is beyond doubt: by the station's own order, or by a clock
     * that agrees with the uptime of its boot.
     */
    ClaimCheck BY_RECORD = (removal, found) -> {
        BikeFact step = BikeFact.of(removal);
        return found.filter(given -> given.sent()
                        && step.dock().equals(given.dock())
                        && BikeRefold.findBike(removal)
                                .filter(given.bike()::equals)
                                .isPresent()
                        && !given.outlived()
                        && !(removal.time().quality() == TimeQuality.DEVICE
                                && removal.at().isAfter(given.deadline().plus(Unlock.LONG_OVER))))
                .isEmpty();
    };
}
