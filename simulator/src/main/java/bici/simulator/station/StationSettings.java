package bici.simulator.station;

import java.net.URI;
import java.time.Duration;

/**
 * What makes one station this station.
 *
 * @param server such as {@code ssl://127.0.0.1:8883}
 * @param firstRetry the wait after the first failed attempt to connect; doubles up to {@code longestRetry}
 */
public record StationSettings(
        String station, StationFolder folder, int docks, URI server, Duration firstRetry, Duration longestRetry) {
    /** As PROTOCOL.md asks of a station in the street: 1 to 60 seconds, jittered. */
    public static StationSettings inTheStreet(String station, StationFolder folder, int docks, URI server) {
        return new StationSettings(station, folder, docks, server, Duration.ofSeconds(1), Duration.ofSeconds(60));
    }
}
