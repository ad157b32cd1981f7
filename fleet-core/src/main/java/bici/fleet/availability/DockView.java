package bici.fleet.availability;

import bici.fleet.dock.Birth.Lock;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.PrintedCode;
import java.time.Instant;
import java.util.Optional;

/**
 * A dock as last told.
 *
 * @param bikeInService false when the bike in it was taken out of service
 * @param bikeElsewhere what was told later shows the bike in another place: it counts there, and here only as a dock in use
 * @param bikeRegistered the bike that stands in it is of the fleet; any other counts nowhere, and the dock as one in use
 * @param fault the station's code for what is wrong
 * @param lockedOut an operator wants no bike to go here; returns are taken
 * @param code printed on it: only for staff that prints stickers
 * @param since when it came to be so
 * @param installed somebody has installed this dock; any other is only told of, and counts nowhere
 */
public record DockView(
        int number,
        Optional<BikeId> bike,
        boolean bikeInService,
        boolean bikeElsewhere,
        boolean bikeRegistered,
        Lock lock,
        Optional<String> fault,
        boolean lockedOut,
        Optional<PrintedCode> code,
        Instant since,
        boolean installed) {

    /** The bike of the fleet that stands here by all that was told; one told of in two docks stands in one of them. */
    public Optional<BikeId> standing() {
        return bikeElsewhere || !bikeRegistered ? Optional.empty() : bike;
    }

    /** May a bike be taken here, as far as the dock goes? */
    public boolean offersBike() {
        return standing().isPresent() && bikeInService && isSound() && !lockedOut;
    }

    /** May a bike be returned here, as far as the dock goes? */
    public boolean offersReturn() {
        return bike.isEmpty() && isSound();
    }

    /** Free of faults, and its lock moves. */
    public boolean isSound() {
        return fault.isEmpty() && lock != Lock.JAMMED;
    }
}
