package bici.infra.simulation;

import bici.fleet.dock.Birth;
import bici.fleet.dock.DockState;
import bici.fleet.dock.RecordedFact;
import bici.fleet.ledger.BikeRow;
import bici.fleet.trip.Trip;
import bici.fleet.trip.Unlock;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.PrintedCode;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.util.Collection;
import java.util.Optional;

/** What the core has kept, as far as a simulated city looks at it: committed rows only. */
interface Records {
    boolean isRecorded(FactId fact);

    /** Births that opened a session, each station's in their order. */
    Collection<Birth> births();

    /** Every fact that is there; one that is there twice comes twice. */
    Collection<RecordedFact> facts();

    Collection<KeptTrip> trips();

    /** What a trip costs its rider by all entries of the account. */
    long charged(TripId trip);

    Collection<DockState> docks();

    Collection<BikeRow> bikes();

    StationFigures station(StationId station);

    /** An unlock of any rider. */
    Optional<Unlock> findUnlock(CommandId command);

    /** The code printed on a dock, once the dock was met. */
    Optional<PrintedCode> findCode(DockId dock);

    /** The code printed on a bike, once the bike was met. */
    Optional<PrintedCode> findCode(BikeId bike);

    /** How many things were set aside. */
    int quarantined();

    /** A trip and whose it is. */
    record KeptTrip(BikeId bike, Trip trip, Optional<RiderId> rider) {}

    /**
     * A station as it is shown.
     *
     * @param reconciled whether its newest inventory was held against its docks
     */
    record StationFigures(boolean online, long epoch, int bikes, boolean reconciled) {}
}
