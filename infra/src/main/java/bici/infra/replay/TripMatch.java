package bici.infra.replay;

import bici.simulator.replay.Ride;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what was played with what was exported: bike, both stations and both times must be equal.
 *
 * @param missing rides that no exported trip equals, a few of them
 * @param unexpected exported trips that no ride equals, a few of them
 */
record TripMatch(long exported, long matched, List<String> missing, List<String> unexpected) {
    private static final int SHOWN = 10;

    TripMatch {
        missing = List.copyOf(missing);
        unexpected = List.copyOf(unexpected);
    }

    /** What makes two trips the same. */
    private record Trip(String bike, String from, String to, long startMs, long endMs) {
        static Trip of(Ride ride) {
            return new Trip(ride.bike(), ride.fromStation(), ride.toStation(), ride.startMs(), ride.endMs());
        }

        String describe() {
            return "bike " + bike + " from " + from + " at " + Instant.ofEpochMilli(startMs) + " to " + to + " at "
                    + Instant.ofEpochMilli(endMs);
        }
    }

    static TripMatch of(List<Ride> played, List<Ride> exported) {
        Map<Trip, Integer> open = new HashMap<>();
        played.forEach(ride -> open.merge(Trip.of(ride), 1, Integer::sum));
        long matched = 0;
        Map<Trip, Integer> unexpected = new HashMap<>();
        for (Ride ride : exported) {
            Trip trip = Trip.of(ride);
            Integer left = open.get(trip);
            if (left == null) {
                unexpected.merge(trip, 1, Integer::sum);
                continue;
            }
            matched++;
            open.compute(trip, (t, n) -> left == 1 ? null : left - 1);
        }
        return new TripMatch(exported.size(), matched, few(open), few(unexpected));
    }

    private static List<String> few(Map<Trip, Integer> trips) {
        return trips.keySet().stream().map(Trip::describe).sorted().limit(SHOWN).toList();
    }
}
