package bici.infra.simulation.memory;

import bici.fleet.ledger.Owners;
import bici.fleet.ledger.TripChange;
import bici.fleet.ledger.TripRecords;
import bici.fleet.trip.Trip;
import bici.fleet.vocabulary.FactId;
import java.time.Instant;
import java.util.List;

/** Trips, open and finished. */
final class MemoryTrips implements TripRecords {
    private final Rows rows;

    MemoryTrips(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void write(List<TripChange> changes, Owners owners, Instant now) {
        for (TripChange change : changes) {
            change.before().ifPresent(this::delete);
        }
        for (TripChange change : changes) {
            KeptTrip kept = new KeptTrip(change.bike(), change.after(), owners.find(change.after()));
            if (change.nowEnded().isPresent()) {
                addFinished(kept, change.nowEnded().get());
            } else {
                addOpen(kept);
            }
        }
        for (TripChange change : changes) {
            if (change.isCorrection()) {
                rows.corrections.add(
                        Rows.ALL,
                        new KeptTrip.Correction(
                                change.after().id().opening(),
                                now,
                                change.wasEnded().orElseThrow(),
                                change.nowEnded()));
            }
        }
    }

    private void delete(Trip before) {
        FactId id = before.id().opening();
        if (before.end() instanceof Trip.End.Ended) {
            rows.trips.find(id).ifPresent(this::disown);
            rows.trips.delete(id);
            return;
        }
        rows.openTrips.find(id).ifPresent(open -> {
            disown(open);
            rows.openTrips.delete(id);
            if (open.trip().end() instanceof Trip.End.Riding) {
                rows.ridingBikes.delete(open.bike());
                open.rider().ifPresent(rider -> rows.ridingOf.remove(rider, id));
            }
        });
    }

    private void addOpen(KeptTrip kept) {
        FactId id = kept.trip().id().opening();
        rows.openTrips.insert(id, kept);
        own(kept);
        if (kept.trip().end() instanceof Trip.End.Riding) {
            rows.ridingBikes.insert(kept.bike(), id);
            kept.rider().ifPresent(rider -> rows.ridingOf.add(rider, id));
        }
    }

    private void addFinished(KeptTrip kept, Trip.End.Ended end) {
        Checks.require(!end.at().isBefore(kept.trip().startedAt()), "a trip ends after its start");
        rows.trips.insert(kept.trip().id().opening(), kept);
        own(kept);
    }

    private void own(KeptTrip kept) {
        kept.rider().ifPresent(rider -> rows.tripsOf.add(rider, kept.trip().id()));
    }

    private void disown(KeptTrip kept) {
        kept.rider().ifPresent(rider -> rows.tripsOf.remove(rider, kept.trip().id()));
    }
}
