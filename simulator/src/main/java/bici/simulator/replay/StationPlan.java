package bici.simulator.replay;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One station: its docks and everything that happens there, in order; the n-th fact has sequence n. */
public record StationPlan(Site site, int docks, List<PlannedFact> facts) {
    public StationPlan {
        facts = List.copyOf(facts);
    }

    public String station() {
        return site.station();
    }

    /** The bikes that stand there in the end, by dock. */
    public Map<Integer, String> finalInventory() {
        Map<Integer, String> bikes = new TreeMap<>();
        for (PlannedFact fact : facts) {
            if (fact.kind() instanceof PlannedFact.Kind.Docked) {
                bikes.put(fact.dock(), fact.bike());
            } else {
                bikes.remove(fact.dock());
            }
        }
        return bikes;
    }
}
