package bici.fleet.trip;

import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What trips cost as they stand now, and the entries that make the account say so: none where it does. A trip costs what
 * the tariff of its start says; nothing while it is contested or must be looked at, when its end was inferred at first,
 * when it was a false start, or when it is no ended trip. Pure.
 */
public final class Fares {
    private Fares() {}

    /** Does any of these tariffs ever charge? */
    public static boolean charge(Collection<InForce> tariffs) {
        return tariffs.stream()
                .map(InForce::tariff)
                .anyMatch(tariff -> tariff.basePriceCop() > 0 || tariff.stepPriceCop() > 0);
    }

    /**
     * The entries that are missing.
     *
     * @param trips all that these riders ever rode
     */
    public static List<Entry> correct(Collection<Ridden> trips, List<InForce> tariffs) {
        Set<TripId> contested = findContested(trips);
        List<Entry> entries = new ArrayList<>();
        for (Ridden trip : trips) {
            boolean counts = trip.payable() && (trip.upheld() || !contested.contains(trip.id()));
            long missing = (counts ? price(trip, tariffs) : 0) - trip.charged();
            if (missing != 0) {
                entries.add(new Entry(trip.id(), trip.rider(), trip.revisions() + 1, missing));
            }
        }
        return entries;
    }

    private static long price(Ridden trip, List<InForce> tariffs) {
        if (trip.busyUntil().isEmpty()) {
            return 0;
        }
        return tariffs.stream()
                .filter(inForce -> !inForce.validFrom().isAfter(trip.startedAt()))
                .max(Comparator.comparing(InForce::validFrom))
                .map(inForce -> inForce.tariff()
                        .price(Duration.between(
                                trip.startedAt(), trip.busyUntil().get())))
                .map(lines -> lines.stream().mapToLong(Tariff.Line::amountCop).sum())
                .orElse(0L);
    }

    /** Trips that share some time with another of their rider: each is held against those that still run when it starts. */
    private static Set<TripId> findContested(Collection<Ridden> trips) {
        Set<TripId> contested = new HashSet<>();
        Map<RiderId, List<Ridden>> running = new HashMap<>();
        for (Ridden trip :
                trips.stream().sorted(Comparator.comparing(Ridden::startedAt)).toList()) {
            List<Ridden> earlier = running.computeIfAbsent(trip.rider(), rider -> new ArrayList<>());
            earlier.removeIf(other -> !other.isBusyAfter(trip.startedAt()));
            for (Ridden other : earlier) {
                if (trip.isBusyAfter(other.startedAt())) {
                    contested.add(trip.id());
                    contested.add(other.id());
                }
            }
            earlier.add(trip);
        }
        return contested;
    }

    /** A tariff, and the first start it is for. */
    public record InForce(Tariff tariff, Instant validFrom) {}

    /**
     * A trip of a rider as far as money is concerned.
     *
     * @param busyUntil its end; the end of time while it rides; empty when its end is not known or it was taken away
     * @param payable it ended, was no false start, its end was not inferred, and nobody has to look at how long it was
     * @param upheld the control room lets it count though it is contested
     * @param charged what the account says until now
     * @param revisions entries until now
     */
    public record Ridden(
            TripId id,
            RiderId rider,
            Instant startedAt,
            Optional<Instant> busyUntil,
            boolean payable,
            boolean upheld,
            long charged,
            int revisions) {

        private boolean isBusyAfter(Instant time) {
            return busyUntil.filter(time::isBefore).isPresent();
        }
    }

    /**
     * A new entry.
     *
     * @param amountCop what the rider owes more than before; negative is given back
     */
    public record Entry(TripId trip, RiderId rider, int revision, long amountCop) {}
}
