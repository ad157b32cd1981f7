package bici.infra.simulation.memory;

import bici.fleet.ledger.BikeRow;
import bici.fleet.ledger.FleetRecords;
import bici.fleet.operations.ActLog;
import bici.fleet.operations.FleetDesk.Entry;
import bici.fleet.trip.Registration;
import bici.fleet.vocabulary.BikeId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The register of bikes; there is no audit log here. */
final class MemoryFleet implements FleetRecords {
    private final Rows rows;

    MemoryFleet(Rows rows) {
        this.rows = rows;
    }

    @Override
    public Set<BikeId> lockUnretired(Collection<BikeId> bikes) {
        Set<BikeId> found = new TreeSet<>(bikes);
        found.removeIf(bike -> !rows.bikes.has(bike) || rows.retired.has(bike));
        return found;
    }

    @Override
    public void register(Collection<Entry> bikes) {
        for (Entry entry : bikes) {
            BikeRow row = rows.bikes.get(entry.bike());
            Registration now = new Registration(Optional.of(entry.from().orElse(Instant.MIN)));
            if (now.isLongerThan(row.registration())) {
                rows.bikes.put(entry.bike(), row.registered(now));
                rows.codes.meet(entry.bike());
            }
            rows.retired.delete(entry.bike());
        }
    }

    @Override
    public void retire(Collection<BikeId> bikes, Instant at) {
        bikes.forEach(bike -> rows.retired.put(bike, at));
    }

    @Override
    public void note(ActLog.Entry act, Instant at) {
        // Nobody reads it.
    }
}
