package bici.infra.simulation.memory;

import bici.fleet.ledger.ChargeRecords;
import bici.fleet.trip.Fares;
import bici.fleet.trip.Ruling;
import bici.fleet.trip.Trip;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was charged. */
final class MemoryCharges implements ChargeRecords {
    private final Rows rows;

    MemoryCharges(Rows rows) {
        this.rows = rows;
    }

    @Override
    public List<Fares.InForce> tariffs() {
        return List.copyOf(rows.tariffs.rows());
    }

    @Override
    public List<Fares.Ridden> lockRidden(Set<RiderId> riders) {
        List<Fares.Ridden> ridden = new ArrayList<>();
        for (RiderId rider : riders) {
            for (TripId trip : rows.tripsOf.of(rider)) {
                ridden.add(ridden(rows.findTrip(trip).orElseThrow()));
            }
        }
        return ridden;
    }

    @Override
    public List<Fares.Ridden> listDisowned(Set<TripId> trips) {
        List<Fares.Ridden> disowned = new ArrayList<>();
        for (TripId trip : trips) {
            List<Fares.Entry> entries = rows.charges.of(trip);
            if (!entries.isEmpty()) {
                long charged =
                        entries.stream().mapToLong(Fares.Entry::amountCop).sum();
                disowned.add(new Fares.Ridden(
                        trip,
                        entries.get(0).rider(),
                        Instant.EPOCH,
                        Optional.empty(),
                        false,
                        false,
                        charged,
                        entries.size()));
            }
        }
        return disowned;
    }

    private Fares.Ridden ridden(KeptTrip kept) {
        Trip trip = kept.trip();
        List<Fares.Entry> entries = rows.charges.of(trip.id());
        boolean upheld = isUpheld(kept);
        return new Fares.Ridden(
                trip.id(),
                kept.rider().orElseThrow(),
                trip.startedAt(),
                busyUntil(trip.end()),
                trip.end() instanceof Trip.End.Ended
                        && !trip.isFalseStart()
                        && !isRepaired(trip.end())
                        && (upheld || !trip.isImplausible()),
                upheld,
                entries.stream().mapToLong(Fares.Entry::amountCop).sum(),
                entries.size());
    }

    private static boolean isRepaired(Trip.End end) {
        return end instanceof Trip.End.Docked docked && docked.repaired();
    }

    private static Optional<Instant> busyUntil(Trip.End end) {
        return switch (end) {
            case Trip.End.Riding riding -> Optional.of(Instant.MAX);
            case Trip.End.Ended ended -> Optional.of(ended.at());
            case Trip.End.NotYetKnown unknown -> Optional.empty();
            case Trip.End.CorrectedAway away -> Optional.empty();
        };
    }

    private boolean isUpheld(KeptTrip kept) {
        TripId trip = kept.trip().id();
        return rows.rulingsOf.of(kept.bike()).stream()
                        .map(row -> row.made().ruling().verdict())
                        .filter(verdict ->
                                verdict instanceof Ruling.OnTrip on && on.trip().equals(trip))
                        .reduce((earlier, later) -> later)
                        .orElse(null)
                instanceof Ruling.Uphold;
    }

    @Override
    public void add(List<Fares.Entry> entries, Instant now) {
        for (Fares.Entry entry : entries) {
            Checks.require(
                    entry.revision() == rows.charges.of(entry.trip()).size() + 1, "a charge has the next revision");
            rows.charges.add(entry.trip(), entry);
        }
    }
}
