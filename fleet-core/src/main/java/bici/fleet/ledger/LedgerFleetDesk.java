package bici.fleet.ledger;

import bici.fleet.operations.ActLog;
import bici.fleet.operations.FleetDesk;
import bici.fleet.trip.Registration;
import bici.fleet.vocabulary.BikeId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    public LedgerFleetDesk(LedgerTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
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
        return transactions.run(tables -> {
            Map<BikeId, BikeRow> rows = tables.bikes().lock(wanted.keySet());
            Set<BikeId> unretired = tables.fleet().lockUnretired(wanted.keySet());
            List<Entry> news = wanted.values().stream()
                    .filter(entry -> !unretired.contains(entry.bike())
                            || registration(entry).isLongerThan(row(rows, entry.bike()).registration()))
                    .toList();
            List<BikeId> added = news.stream().map(Entry::bike).toList();
            if (!news.isEmpty()) {
                tables.fleet().register(news);
                by.ifPresent(signature -> note(tables, "bike-add", added, signature, now));
            }
            return added;
        });
    }

    private static BikeRow row(Map<BikeId, BikeRow> rows, BikeId bike) {
        return rows.getOrDefault(bike, BikeRow.met(bike));
    }

    private static void check(Entry entry, Instant now) {
        entry.from().filter(from -> from.isAfter(now)).ifPresent(from -> {
            throw new IllegalArgumentException("bike " + entry.bike() + " cannot be of the fleet from a time to come: " + from);
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
        return transactions.run(tables -> {
            Set<BikeId> unretired = tables.fleet().lockUnretired(wanted);
            List<BikeId> others = wanted.stream().filter(bike -> !unretired.contains(bike)).toList();
            if (others.isEmpty()) {
                tables.fleet().retire(wanted, now);
                note(tables, "bike-retire", List.copyOf(wanted), by, now);
            }
            return others;
        });
    }

    private static void note(LedgerTables tables, String act, List<BikeId> bikes, Signature by, Instant now) {
        String subject = bikes.size() == 1 ? bikes.getFirst().value() : bikes.size() + " bikes";
        tables.fleet().note(new ActLog.Entry(by.by(), act, subject, by.note()), now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
