package bici.fleet.ledger;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Where each bike is, one row a bike. */
public interface BikeStates {
    /** Locks the bikes in one order for all, making a row for each that was never met before. */
    Map<BikeId, BikeRow> lock(Set<BikeId> bikes);

    void write(Collection<BikeRow> bikes);

    /** An inventory of that time shows the bike; the latest counts. All were locked. */
    void noteShown(Map<BikeId, Instant> shownAt);

    /** Bikes among these, or in these docks, whose dock has moved on without them, become missing. */
    void displace(Collection<BikeId> bikes, Collection<DockId> docks);
}
