package bici.fleet.trip;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import java.time.Duration;
import java.util.Optional;

/**
 * All that the policies look at, as of one moment.
 *
 * @param target what the code stands for; empty when no such code was printed
 */
public record UnlockSituation(Asker asker, Optional<Target> target) {

    /**
     * The rider who asks.
     *
     * @param unlocksLately requests in the last minute, of any end
     * @param wrongCodesWait how long no code of theirs is looked at, after too many wrong ones
     */
    public record Asker(
            boolean suspended,
            boolean consented,
            boolean tripOpen,
            boolean unlockPending,
            int unlocksLately,
            Duration wrongCodesWait) {}

    /**
     * What would be let go. A dock's code without a bike in it has no bike; a bike's code has no dock while it is out.
     *
     * @param held an unlock of somebody waits for this bike or this dock
     */
    public record Target(
            Optional<DockId> dock,
            Optional<BikeId> bike,
            boolean bikeInTrip,
            boolean bikeInService,
            boolean held,
            boolean dockFaulty,
            boolean dockLockedOut,
            boolean stationOnline,
            boolean stationInService) {}
}
