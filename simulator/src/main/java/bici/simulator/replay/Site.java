package bici.simulator.replay;

import java.util.Optional;

/**
 * A station as the files know it.
 *
 * @param docks as given by a station file, 0 when only the trips name the station
 */
public record Site(String station, String name, int docks, Optional<Position> position) {
    /** WGS 84, degrees. */
    public record Position(double latitude, double longitude) {
        private static final double KM_PER_DEGREE = 111.2;

        /** Good enough to tell a city from another. */
        double distanceKm(Position other) {
            double north = latitude - other.latitude;
            double east = (longitude - other.longitude) * Math.cos(Math.toRadians(latitude));
            return KM_PER_DEGREE * Math.hypot(north, east);
        }
    }
}
