package bici.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Plays a plan back without looking at how it was made. */
final class PlanChecks {
    private PlanChecks() {}

    static void holds(ReplayPlan plan) {
        everyRowIsInOneBucket(plan);
        docksAndBikesArePossible(plan);
        List<Trip> trips = tripsOf(plan);
        noCardHasTwoRidesAtOneInstant(plan, trips);
        assertThat(trips)
                .extracting(Trip::bike, Trip::from, Trip::to, Trip::startMs, Trip::endMs)
                .containsExactlyInAnyOrderElementsOf(plan.rides().stream()
                        .map(r -> tuple(r.bike(), r.fromStation(), r.toStation(), r.startMs(), r.endMs()))
                        .toList());
    }

    private static void everyRowIsInOneBucket(ReplayPlan plan) {
        Set<RowRef> seen = new HashSet<>();
        plan.rides().forEach(ride -> assertThat(seen.add(ride.row())).isTrue());
        plan.leftOut().forEach(out -> assertThat(seen.add(out.row())).isTrue());
        assertThat((long) seen.size()).isEqualTo(plan.rows());
    }

    private static void docksAndBikesArePossible(ReplayPlan plan) {
        for (StationPlan station : plan.stations()) {
            Map<Integer, String> docks = new HashMap<>();
            long before = plan.bootMs() + 3_600_000;
            for (PlannedFact fact : station.facts()) {
                assertThat(fact.timeMs()).isGreaterThanOrEqualTo(before);
                before = fact.timeMs();
                assertThat(fact.dock()).isBetween(1, station.docks());
                if (fact.kind() instanceof PlannedFact.Kind.Docked) {
                    assertThat(docks.put(fact.dock(), fact.bike())).isNull();
                } else {
                    assertThat(docks.remove(fact.dock())).isEqualTo(fact.bike());
                }
            }
            assertThat(station.finalInventory()).isEqualTo(docks);
        }
    }

    private static void noCardHasTwoRidesAtOneInstant(ReplayPlan plan, List<Trip> trips) {
        Map<Integer, List<Trip>> byCard = new HashMap<>();
        for (Trip trip : trips) {
            assertThat(trip.card()).isBetween(0, plan.cards().size() - 1);
            byCard.computeIfAbsent(trip.card(), c -> new ArrayList<>()).add(trip);
        }
        byCard.values().forEach(ofCard -> {
            ofCard.sort(Comparator.comparingLong(Trip::startMs));
            for (int i = 1; i < ofCard.size(); i++) {
                assertThat(ofCard.get(i).startMs())
                        .isGreaterThan(ofCard.get(i - 1).endMs());
            }
        });
    }

    private record Event(PlannedFact fact, String station) {
        boolean docks() {
            return fact.kind() instanceof PlannedFact.Kind.Docked;
        }
    }

    private record Trip(String bike, String from, String to, long startMs, long endMs, int card) {}

    /** Each bike's facts in the one order it can have lived through, read as trips. */
    private static List<Trip> tripsOf(ReplayPlan plan) {
        Map<String, Map<Long, Map<String, List<Event>>>> byBike = new TreeMap<>();
        for (StationPlan station : plan.stations()) {
            station.facts()
                    .forEach(fact -> byBike.computeIfAbsent(fact.bike(), b -> new TreeMap<>())
                            .computeIfAbsent(fact.timeMs(), t -> new TreeMap<>())
                            .computeIfAbsent(station.station(), s -> new ArrayList<>())
                            .add(new Event(fact, station.station())));
        }
        List<Trip> trips = new ArrayList<>();
        byBike.values().forEach(byTime -> trips.addAll(tripsOfBike(byTime)));
        return trips;
    }

    private static List<Trip> tripsOfBike(Map<Long, Map<String, List<Event>>> byTime) {
        List<Event> lived = new ArrayList<>();
        byTime.values().forEach(instant -> {
            List<List<Event>> orders = new ArrayList<>();
            collectOrders(
                    lived.isEmpty() ? "" : at(lived.getLast()),
                    instant.values().stream().<List<Event>>map(ArrayList::new).toList(),
                    new ArrayList<>(),
                    orders);
            assertThat(orders).as("orders of %s", instant).hasSize(1);
            lived.addAll(orders.getFirst());
        });
        List<Trip> trips = new ArrayList<>();
        for (int i = 1; i < lived.size(); i++) {
            PlannedFact removed = lived.get(i - 1).fact();
            if (removed.kind() instanceof PlannedFact.Kind.RemovedByCard by) {
                trips.add(new Trip(
                        removed.bike(),
                        lived.get(i - 1).station(),
                        lived.get(i).station(),
                        removed.timeMs(),
                        lived.get(i).fact().timeMs(),
                        by.card()));
            }
        }
        return trips;
    }

    /** Every order of one instant in which the bike is never docked twice nor removed from where it is not. */
    private static void collectOrders(
            String at, List<List<Event>> streams, List<Event> path, List<List<Event>> orders) {
        if (streams.stream().allMatch(List::isEmpty)) {
            orders.add(List.copyOf(path));
            return;
        }
        for (List<Event> stream : streams) {
            if (stream.isEmpty()) {
                continue;
            }
            Event next = stream.getFirst();
            if (next.docks() ? at.isEmpty() : at.equals(next.station())) {
                stream.removeFirst();
                path.add(next);
                collectOrders(at(next), streams, path, orders);
                path.removeLast();
                stream.addFirst(next);
            }
        }
    }

    private static String at(Event last) {
        return last.docks() ? last.station() : "";
    }
}
