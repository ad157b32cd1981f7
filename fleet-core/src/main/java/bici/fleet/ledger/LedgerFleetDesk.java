package bici.fleet.ledger;

import bici.fleet.operations.ActLog;
import bici.fleet.operations.FleetDesk;
import bici.fleet.operations.Notice;
import bici.fleet.operations.Notices;
import bici.fleet.trip.Registration;
import bici.fleet.trip.Trip;
import bici.fleet.trip.Whereabouts;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.TripId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The register of bikes over the ledger's ports. Bikes are locked before they are looked at: whoever records a fact of one
 * at that moment comes before or after.
 */
public class LedgerFleetDesk implements FleetDesk {
    private final LedgerTransactions transactions;
    private final Clock clock;
    private final Notices notices;

    public LedgerFleetDesk(LedgerTransactions transactions, Clock clock, Notices notices) {
        this.transactions = transactions;
        this.clock = clock;
        this.notices = notices;
    }

    @Override
    public List<BikeId> add(Collection<Entry> bikes, Signature by) {
        return take(bikes, Optional.of(by));
    }

    @Override
    public void found(Collection<BikeId> bikes) {
        take(bikes.stream().map(Entry::new).toList(), Optional.empty());
    }

    private List<BikeId> take(Collection<Entry> bikes, Optional<Signature> by) {
        Instant now = now();
        bikes.forEach(entry -> check(entry, now));
        Map<BikeId, Entry> wanted = new TreeMap<>();
        bikes.forEach(entry -> wanted.merge(entry.bike(), entry, LedgerFleetDesk::earlier));
        List<Notice> told = new ArrayList<>();
        List<BikeId> taken = transactions.run(tables -> {
            Map<BikeId, BikeRow> rows = tables.bikes().lock(wanted.keySet());
            Set<BikeId> unretired = tables.fleet().lockUnretired(wanted.keySet());
            List<Entry> news = wanted.values().stream()
                    .filter(entry -> !unretired.contains(entry.bike())
                            || registration(entry)
                                    .isLongerThan(row(rows, entry.bike()).registration()))
                    .toList();
            List<BikeId> added = news.stream().map(Entry::bike).toList();
            if (!news.isEmpty()) {
                tables.fleet().register(news);
                refold(tables, news, rows, now, told);
                by.ifPresent(signature -> note(tables, "bike-add", added, signature, now));
            }
            return added;
        });
        told.forEach(notices::tell);
        return taken;
    }

    /** What is recorded of them counts from now on: their removals become trips. */
    private static void refold(
            LedgerTables tables, List<Entry> news, Map<BikeId, BikeRow> rows, Instant now, List<Notice> told) {
        Map<BikeId, BikeRow> registered = new TreeMap<>();
        for (Entry entry : news) {
            BikeRow row = row(rows, entry.bike());
            tellOf(row, told);
            if (row.last().isPresent() && registration(entry).isLongerThan(row.registration())) {
                registered.put(entry.bike(), row.registered(registration(entry)));
            }
        }
        if (registered.isEmpty()) {
            return;
        }
        Map<BikeId, Map<TripId, Trip>> before =
                new BikeRefold(tables.facts(), tables.rulings(), rows, List.of()).foldTrips(registered.keySet());
        BikeRefold refold = new BikeRefold(tables.facts(), tables.rulings(), registered, List.of());
        refold.foldAnew(before, false);
        tables.bikes().write(refold.bikes());
        told.addAll(FactApplication.writeTrips(tables, refold.changes(), now));
        tables.bikes().displace(registered.keySet(), List.of());
    }

    private static void tellOf(BikeRow row, List<Notice> told) {
        if (row.whereabouts() instanceof Whereabouts.AtDock here) {
            told.add(new Notice.StationChanged(here.dock().station()));
        }
    }

    private static BikeRow row(Map<BikeId, BikeRow> rows, BikeId bike) {
        return rows.getOrDefault(bike, BikeRow.met(bike));
    }

    private static void check(Entry entry, Instant now) {
        entry.from().filter(from -> from.isAfter(now)).ifPresent(from -> {
            throw new IllegalArgumentException(
                    "bike " + entry.bike() + " cannot be of the fleet from a time to come: " + from);
        });
    }

    private static Entry earlier(Entry one, Entry other) {
        return registration(one).isLongerThan(registration(other)) ? one : other;
    }

    private static Registration registration(Entry entry) {
        return new Registration(Optional.of(entry.from().orElse(Instant.MIN)));
    }

    @Override
    public List<BikeId> retire(Collection<BikeId> bikes, Signature by) {
        Instant now = now();
        Set<BikeId> wanted = new TreeSet<>(bikes);
        List<Notice> told = new ArrayList<>();
        List<BikeId> unknown = transactions.run(tables -> {
            Set<BikeId> unretired = tables.fleet().lockUnretired(wanted);
            List<BikeId> others =
                    wanted.stream().filter(bike -> !unretired.contains(bike)).toList();
            if (others.isEmpty()) {
                tables.fleet().retire(wanted, now);
                tables.bikes().lock(wanted).values().forEach(row -> tellOf(row, told));
                note(tables, "bike-retire", List.copyOf(wanted), by, now);
            }
            return others;
        });
        told.forEach(notices::tell);
        return unknown;
    }

    private static void note(LedgerTables tables, String act, List<BikeId> bikes, Signature by, Instant now) {
        String subject = bikes.size() == 1 ? bikes.getFirst().value() : bikes.size() + " bikes";
        tables.fleet().note(new ActLog.Entry(by.by(), act, subject, by.note()), now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
