package bici.infra.simulation.memory;

import bici.fleet.ledger.RulingRecords;
import bici.fleet.operations.RulingDesk.Request;
import bici.fleet.trip.Ruling;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The control room's rulings, and the requests they answer; there is no other audit log here. */
final class MemoryRulings implements RulingRecords {
    private final Rows rows;

    MemoryRulings(Rows rows) {
        this.rows = rows;
    }

    @Override
    public Map<BikeId, List<Ruling>> load(Set<BikeId> bikes) {
        Map<BikeId, List<Ruling>> rulings = new HashMap<>();
        for (BikeId bike : bikes) {
            rows.rulingsOf
                    .of(bike)
                    .forEach(row -> rulings.computeIfAbsent(bike, b -> new ArrayList<>())
                            .add(row.made().ruling()));
        }
        return rulings;
    }

    @Override
    public boolean lockStaff(StaffId staff) {
        return rows.staff.has(staff.value());
    }

    @Override
    public Optional<Made> find(StaffId staff, IdempotencyKey key) {
        return rows.rulings.find(RulingRow.key(staff, key)).map(RulingRow::made);
    }

    @Override
    public Optional<Ridden> findTrip(TripId trip) {
        return rows.findTrip(trip)
                .map(kept -> new Ridden(kept.bike(), kept.rider(), kept.trip().startedAt()));
    }

    @Override
    public boolean isMet(BikeId bike) {
        return rows.bikes.find(bike).filter(row -> row.last().isPresent()).isPresent();
    }

    @Override
    public Ruling add(Request request, BikeId bike, Instant at) {
        Ruling ruling = new Ruling(rows.rulings.rows().size() + 1L, request.verdict());
        RulingRow row = new RulingRow(new Made(ruling, bike, request.reason()), request.staff(), request.key(), at);
        rows.rulings.insert(RulingRow.key(request.staff(), request.key()), row);
        rows.rulingsOf.add(bike, row);
        return ruling;
    }
}
