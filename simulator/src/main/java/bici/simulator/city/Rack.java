package bici.simulator.city;

import bici.simulator.replay.PlannedFact;
import bici.simulator.replay.Site;
import bici.simulator.replay.StationPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A station's docks in a played past, and what it journals. Not for more than one thread. */
final class Rack {
    private final Place place;
    private final List<String> first;
    private final TreeMap<Integer, String> bikes = new TreeMap<>();
    private final List<PlannedFact> facts = new ArrayList<>();

    Rack(Place place, List<String> first) {
        this.place = place;
        this.first = first;
    }

    Place place() {
        return place;
    }

    void dockFirst(long atMs) {
        first.forEach(bike -> dock(atMs, bike));
    }

    int freeDocks() {
        return place.docks() - bikes.size();
    }

    VanTrip.Level level() {
        return new VanTrip.Level(place.docks(), bikes.size());
    }

    /** Whether there was room. */
    boolean dock(long atMs, String bike) {
        for (int dock = 1; dock <= place.docks(); dock++) {
            if (!bikes.containsKey(dock)) {
                bikes.put(dock, bike);
                facts.add(new PlannedFact(atMs, dock, bike, new PlannedFact.Kind.Docked()));
                return true;
            }
        }
        return false;
    }

    /** The bike of the highest dock; empty when there is none. */
    Optional<String> remove(long atMs, PlannedFact.Kind how) {
        Map.Entry<Integer, String> taken = bikes.pollLastEntry();
        if (taken == null) {
            return Optional.empty();
        }
        facts.add(new PlannedFact(atMs, taken.getKey(), taken.getValue(), how));
        return Optional.of(taken.getValue());
    }

    StationPlan plan() {
        Site site = new Site(
                place.station(),
                place.name(),
                place.docks(),
                Optional.of(new Site.Position(place.latitude(), place.longitude())));
        return new StationPlan(site, place.docks(), facts);
    }
}
