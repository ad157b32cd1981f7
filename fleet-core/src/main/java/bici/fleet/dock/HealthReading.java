package bici.fleet.dock;

import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Map;

/**
 * Telemetry of a station, which may be thinned.
 *
 * @param values by name with its unit, such as {@code temperatureCelsius} (PROTOCOL.md, "health")
 */
public record HealthReading(StationId station, Instant deviceTime, Instant arrivedAt, Map<String, Double> values) {
    public HealthReading {
        values = Map.copyOf(values);
    }
}
