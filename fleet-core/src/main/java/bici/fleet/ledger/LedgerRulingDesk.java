package bici.fleet.ledger;

import bici.fleet.ledger.RulingRecords.Made;
import bici.fleet.ledger.RulingRecords.Ridden;
import bici.fleet.operations.Notice;
import bici.fleet.operations.Notices;
import bici.fleet.operations.RulingDesk;
import bici.fleet.trip.Ruling;
import bici.fleet.trip.Trip;
import bici.fleet.trip.Whereabouts;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.TripId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Rulings over the ledger's ports: the member of staff is locked first, then the bike. */
public class LedgerRulingDesk implements RulingDesk {
    private final LedgerTransactions transactions;
    private final Notices notices;

    public LedgerRulingDesk(LedgerTransactions transactions, Notices notices) {
        this.transactions = transactions;
        this.notices = notices;
    }

    @Override
    public Answer decide(Request request, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.MICROS);
        List<Notice> told = new ArrayList<>();
        Answer answer = transactions.run(tables -> {
            RulingRecords rulings = tables.rulings();
            if (!rulings.lockStaff(request.staff())) {
                throw new NoSuchElementException("there is no member of staff " + request.staff());
            }
            return rulings.find(request.staff(), request.key())
                    .map(earlier -> repeat(request, earlier))
                    .orElseGet(() -> judge(tables, request, now, told));
        });
        told.forEach(notices::tell);
        return answer;
    }

    private static Answer repeat(Request request, Made earlier) {
        boolean same = earlier.ruling().verdict().equals(request.verdict())
                && request.bike().filter(bike -> !bike.equals(earlier.bike())).isEmpty()
                && earlier.reason().equals(request.reason());
        return same ? new Answer.Repeated(earlier.ruling().id()) : new Answer.KeyReused();
    }

    private static Answer judge(LedgerTables tables, Request request, Instant now, List<Notice> told) {
        RulingRecords rulings = tables.rulings();
        return switch (request.verdict()) {
            case Ruling.Missing missing -> {
                BikeId bike = request.bike().orElseThrow();
                if (!rulings.isMet(bike)) {
                    yield new Answer.NoSuchBike();
                }
                yield missing.at().isAfter(now)
                        ? new Answer.ImpossibleTime()
                        : declareMissing(tables, request, bike, now, told);
            }
            case Ruling.OnTrip onTrip -> {
                Optional<Ridden> trip = rulings.findTrip(onTrip.trip());
                if (trip.isEmpty()) {
                    yield new Answer.NoSuchTrip();
                }
                yield isPossible(onTrip, trip.get(), now)
                        ? make(tables, request, lock(tables, trip.get().bike()), now, told)
                        : new Answer.ImpossibleTime();
            }
        };
    }

    private static boolean isPossible(Ruling.OnTrip verdict, Ridden trip, Instant now) {
        return !(verdict instanceof Ruling.ForcedReturn forced)
                || !(forced.at().isBefore(trip.startedAt()) || forced.at().isAfter(now));
    }

    private static Answer declareMissing(
            LedgerTables tables, Request request, BikeId bike, Instant now, List<Notice> told) {
        BikeRow row = lock(tables, bike);
        return row.whereabouts() instanceof Whereabouts.AtDock
                ? new Answer.BikeInDock()
                : make(tables, request, row, now, told);
    }

    private static BikeRow lock(LedgerTables tables, BikeId bike) {
        return tables.bikes().lock(Set.of(bike)).getOrDefault(bike, BikeRow.met(bike));
    }

    private static Answer make(LedgerTables tables, Request request, BikeRow row, Instant now, List<Notice> told) {
        BikeRefold refold = new BikeRefold(tables.facts(), tables.rulings(), Map.of(row.bike(), row), List.of());
        Map<BikeId, Map<TripId, Trip>> before = refold.foldTrips(Set.of(row.bike()));
        Ruling ruling = tables.rulings().add(request, row.bike(), now);
        refold.foldAnew(before, true);
        tables.bikes().write(refold.bikes());
        Owners owners = Owners.load(tables.commands(), refold.changes());
        tables.trips().write(refold.changes(), owners, now);
        tables.bikes().displace(Set.of(row.bike()), List.of());

        // A trip may count otherwise without being another: it is told and settled all the same.
        Map<TripId, Optional<RiderId>> concerned = new LinkedHashMap<>();
        if (request.verdict() instanceof Ruling.OnTrip onTrip) {
            concerned.put(
                    onTrip.trip(), tables.rulings().findTrip(onTrip.trip()).flatMap(Ridden::rider));
        }
        refold.changes().forEach(c -> concerned.put(c.after().id(), owners.find(c.after())));
        Set<RiderId> riders = new TreeSet<>();
        concerned.values().forEach(rider -> rider.ifPresent(riders::add));
        new Charging(tables.charges()).settle(riders, now);
        concerned.forEach((trip, rider) -> told.add(new Notice.TripChanged(trip, rider)));
        return new Answer.Made(ruling.id());
    }
}
