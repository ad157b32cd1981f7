package bici.simulator.city;

import bici.simulator.replay.StationPlan;
import java.util.List;

/**
 * What the stations of a city journalled up to some moment: the bikes as they were first docked, and every ride since.
 *
 * @param stations in the order of their places; facts have the times of the devices
 * @param cards as many riders' cards were used; a {@link bici.simulator.replay.PlannedFact.Kind.RemovedByCard} counts in
 *     them, {@link CardNumbers#rider} is their number
 * @param bootMs when every station started
 * @param rides how many were begun and ended
 */
public record CityHistory(List<StationPlan> stations, int cards, long bootMs, long rides) {
    public CityHistory {
        stations = List.copyOf(stations);
    }

    public long facts() {
        return stations.stream().mapToLong(station -> station.facts().size()).sum();
    }
}
