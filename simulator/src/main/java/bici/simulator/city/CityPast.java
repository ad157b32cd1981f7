package bici.simulator.city;

import bici.simulator.replay.PlannedFact;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Plays days that are over, event by event in order of time: who finds a bike rides, who finds none walks, who finds the
 * dock full goes on to the nearest free one, and a van evens out what has run full or empty. Bikes are neither made nor
 * lost on the way. Not for more than one thread.
 */
public final class CityPast {
    private static final Duration LEAD = Duration.ofHours(1);
    private static final Duration DETOUR_WHEN_FULL = Duration.ofMinutes(4);
    private static final Duration VAN_EVERY = Duration.ofHours(1);
    private static final Duration VAN_DRIVES = Duration.ofMinutes(20);
    private static final long LOADING_MS = 20_000;
    private static final LocalTime VAN_FROM = LocalTime.of(5, 0);
    private static final LocalTime VAN_UNTIL = LocalTime.of(22, 0);

    private final List<Rack> racks;
    private final Map<String, Rack> byStation;
    private final Demand demand;
    private final ZoneId zone;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atMs).thenComparingLong(Event::order));
    private final TreeSet<Integer> idleCards = new TreeSet<>();
    private int cards;
    private long order;
    private long rides;

    private record Event(long atMs, long order, Runnable act) {}

    private CityPast(List<Place> places, int bikes, Demand demand, ZoneId zone) {
        Map<Place, List<String>> standing = Fleet.spread(places, bikes);
        this.racks = places.stream()
                .map(place -> new Rack(place, standing.getOrDefault(place, List.of())))
                .toList();
        this.byStation =
                racks.stream().collect(Collectors.toMap(rack -> rack.place().station(), Function.identity()));
        this.demand = demand;
        this.zone = zone;
    }

    /**
     * The whole days before {@code until}, and of its own day what is over; with no days, the bikes as first docked.
     *
     * @param until nothing is journalled after it and nobody is under way then
     */
    public static CityHistory play(List<Place> places, int bikes, Demand demand, int days, Instant until, ZoneId zone) {
        CityPast past = new CityPast(places, bikes, demand, zone);
        LocalDate today = LocalDate.ofInstant(until, zone);
        Instant begins = days == 0
                ? until
                : today.minusDays(days).atTime(LocalTime.of(4, 0)).atZone(zone).toInstant();
        past.racks.forEach(rack -> rack.dockFirst(begins.toEpochMilli()));
        if (days > 0) {
            for (LocalDate day = today.minusDays(days); !day.isAfter(today); day = day.plusDays(1)) {
                past.plan(day, until.toEpochMilli());
            }
            past.run();
        }
        return new CityHistory(
                past.racks.stream().map(Rack::plan).toList(),
                past.cards,
                begins.minus(LEAD).toEpochMilli(),
                past.rides);
    }

    private void plan(LocalDate day, long untilMs) {
        for (Wish wish : demand.on(day)) {
            long atMs = millis(day, wish.at());
            // Time enough to be back, also by way of another station.
            if (atMs + wish.rides().toMillis() + DETOUR_WHEN_FULL.toMillis() < untilMs && wish.pulls()) {
                at(atMs, () -> depart(wish, atMs));
            }
        }
        for (LocalTime round = VAN_FROM; round.isBefore(VAN_UNTIL); round = round.plus(VAN_EVERY)) {
            long atMs = millis(day, round);
            if (atMs + VAN_EVERY.toMillis() < untilMs) {
                at(atMs, () -> drive(atMs));
            }
        }
    }

    private long millis(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant().toEpochMilli();
    }

    private void at(long atMs, Runnable act) {
        events.add(new Event(atMs, order++, act));
    }

    private void run() {
        for (Event next = events.poll(); next != null; next = events.poll()) {
            next.act().run();
        }
    }

    private void depart(Wish wish, long atMs) {
        int card = idleCards.isEmpty() ? cards : idleCards.first();
        Optional<String> bike = rack(wish.from()).remove(atMs, new PlannedFact.Kind.RemovedByCard(card));
        if (bike.isEmpty()) {
            return;
        }
        if (!idleCards.remove(card)) {
            cards++;
        }
        rides++;
        long arrivesMs = atMs + wish.rides().toMillis();
        at(arrivesMs, () -> arrive(bike.get(), card, rack(wish.to()), arrivesMs));
    }

    private void arrive(String bike, int card, Rack rack, long atMs) {
        if (rack.dock(atMs, bike)) {
            // Not at once: two rides of a card that touch look like one instant with two rides.
            at(atMs + 1, () -> idleCards.add(card));
            return;
        }
        Rack other = nearestFree(rack);
        long laterMs = atMs + DETOUR_WHEN_FULL.toMillis() / 2;
        at(laterMs, () -> arrive(bike, card, other, laterMs));
    }

    private Rack nearestFree(Rack full) {
        return racks.stream()
                .filter(rack -> rack.freeDocks() > 0)
                .min(Comparator.comparingDouble(rack -> full.place().distanceKm(rack.place())))
                .orElseThrow(() -> new IllegalStateException("there are more docks than bikes"));
    }

    /** From the fullest to the emptiest, as far as it is worth the way. */
    private void drive(long atMs) {
        for (VanTrip trip : VanTrip.plan(racks.stream().map(Rack::level).toList())) {
            Rack from = racks.get(trip.from());
            Rack to = racks.get(trip.to());
            for (int n = 0; n < trip.bikes(); n++) {
                long loadedMs = atMs + n * LOADING_MS;
                at(loadedMs, () -> load(from, to, loadedMs));
            }
        }
    }

    private void load(Rack from, Rack to, long atMs) {
        long unloadedMs = atMs + VAN_DRIVES.toMillis();
        from.remove(atMs, new PlannedFact.Kind.RemovedByCrew())
                .ifPresent(bike -> at(unloadedMs, () -> unload(bike, to, unloadedMs)));
    }

    private void unload(String bike, Rack to, long atMs) {
        Rack taker = to.freeDocks() > 0 ? to : nearestFree(to);
        taker.dock(atMs, bike);
    }

    private Rack rack(Place place) {
        Rack rack = byStation.get(place.station());
        if (rack == null) {
            throw new IllegalArgumentException("no such station: " + place.station());
        }
        return rack;
    }
}
