package bici.api.opendata;

/**
 * A municipality.
 *
 * @param latitude of its centre, degrees WGS 84
 * @param longitude of its centre, degrees WGS 84
 */
public record Region(String id, Text name, double latitude, double longitude) {

    /** Grows with the distance; good for comparing within a metropolitan area near the equator. */
    double farness(double fromLatitude, double fromLongitude) {
        double north = latitude - fromLatitude;
        double east = (longitude - fromLongitude) * Math.cos(Math.toRadians(latitude));
        return north * north + east * east;
    }
}
