package bici.fleet.ledger;

import bici.fleet.operations.RulingDesk.Request;
import bici.fleet.trip.Ruling;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The control room's rulings, only ever added to. */
public interface RulingRecords {
    Map<BikeId, List<Ruling>> load(Set<BikeId> bikes);

    /** Locks a member of staff, so that one key is one ruling; false if there is none. */
    boolean lockStaff(StaffId staff);

    Optional<Made> find(StaffId staff, IdempotencyKey key);

    /** A trip as it stands. */
    Optional<Ridden> findTrip(TripId trip);

    boolean isMet(BikeId bike);

    /** Adds a ruling and its entry in the audit log. The bike is locked. */
    Ruling add(Request request, BikeId bike, Instant at);

    /** A ruling as it was made. */
    record Made(Ruling ruling, BikeId bike, String reason) {}

    /** Which bike, whose, and since when. */
    record Ridden(BikeId bike, Optional<RiderId> rider, Instant startedAt) {}
}
