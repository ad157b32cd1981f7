package bici.simulator.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Puts each bike's rides in an order it could have lived through, and leaves out those it could not. */
final class BikeChains {
    /** Between a return and a start elsewhere the van takes three moments: away, on the road, there. */
    static final long MIN_MOVE_MS = 3;

    private BikeChains() {}

    /**
     * The rides that can be played, one list per bike, in order of bike.
     *
     * @param leftOut takes the others
     */
    static List<List<Ride>> playable(List<Ride> rides, List<LeftOut> leftOut) {
        TreeMap<String, List<Ride>> byBike = new TreeMap<>();
        for (Ride ride : rides) {
            byBike.computeIfAbsent(ride.bike(), b -> new ArrayList<>()).add(ride);
        }
        return byBike.values().stream()
                .map(chain -> playableChain(chain, leftOut))
                .toList();
    }

    private static List<Ride> playableChain(List<Ride> unordered, List<LeftOut> leftOut) {
        List<Ride> rides = new ArrayList<>(unordered);
        rides.sort(Ride.BY_TIME);
        List<Ride> kept = new ArrayList<>(rides.size());
        for (int i = 0; i < rides.size(); i++) {
            if (!kept.isEmpty()) {
                Collections.swap(rides, i, continuing(rides, i, kept.getLast().toStation()));
            }
            Ride next = rides.get(i);
            findObstacle(kept, next)
                    .ifPresentOrElse(
                            reason -> leftOut.add(new LeftOut(next.row(), reason, "bike " + next.bike())),
                            () -> kept.add(next));
        }
        return kept;
    }

    private static Optional<Reason> findObstacle(List<Ride> kept, Ride next) {
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        Ride last = kept.getLast();
        if (next.startMs() < last.endMs()) {
            return Optional.of(Reason.BIKE_OVERLAPS);
        }
        boolean sameStation = last.toStation().equals(next.fromStation());
        if (!sameStation && next.startMs() - last.endMs() < MIN_MOVE_MS) {
            return Optional.of(Reason.BIKE_ELSEWHERE);
        }
        return sameStation && passedElsewhere(kept, next) ? Optional.of(Reason.BIKE_TOO_FAST) : Optional.empty();
    }

    /** Whether the bike already came and went at another station in the moment it would come and go at this one. */
    private static boolean passedElsewhere(List<Ride> kept, Ride next) {
        if (next.startMs() != kept.getLast().endMs()) {
            return false;
        }
        for (int i = kept.size() - 1; i > 0 && kept.get(i).startMs() == next.startMs(); i--) {
            boolean passed = kept.get(i - 1).endMs() == next.startMs();
            if (passed && !kept.get(i).fromStation().equals(next.fromStation())) {
                return true;
            }
        }
        return false;
    }

    /** Among rides of no length at the same moment as the one at {@code from}, the one that starts where the bike is. */
    private static int continuing(List<Ride> rides, int from, String station) {
        Ride first = rides.get(from);
        for (int i = from; i < rides.size(); i++) {
            Ride ride = rides.get(i);
            if (ride.startMs() != first.startMs() || ride.endMs() != first.endMs()) {
                break;
            }
            if (ride.fromStation().equals(station)) {
                return i;
            }
        }
        return from;
    }
}
