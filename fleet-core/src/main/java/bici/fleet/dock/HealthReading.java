package bici.fleet.dock;

import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Telemetry of a station, which may be thinned.
 *
 * @param values by name with its unit, such as {@code temperatureCelsius} (PROTOCOL.md, "health")
 */
public record HealthReading(StationId station, Instant deviceTime, Instant arrivedAt, Map<String, Double> values) {
    /** Those whose newest value is kept at hand; any other is history only. */
    public static final Set<String> NAMES = Set.of(
            "temperatureCelsius",
            "batteryVolts",
            "batteryPercent",
            "mainsVolts",
            "solarWatts",
            "signalDbm",
            "journalFreeBytes",
            "storageFreeBytes",
            "journalWaitingCount",
            "lockCyclesCount",
            "uptimeSeconds");

    public HealthReading {
        values = Map.copyOf(values);
    }
}
