package bici.simulator.city;

/**
 * A station and what lies around it.
 *
 * @param latitude WGS 84 degrees, as {@code longitude}
 */
public record Place(String station, String name, PlaceKind kind, double latitude, double longitude, int docks) {
    private static final double KM_PER_DEGREE = 111.2;
    /**
     * The plateau of Bucaramanga falls from the mountains in the east to the river in the west, by about this much; an
     * estimate from the map, not surveyed.
     */
    private static final double FALL_TO_THE_WEST_M_PER_KM = 25;
    /** Streets are no straight lines. */
    private static final double DETOUR = 1.35;

    /** On the street. */
    public double distanceKm(Place other) {
        return DETOUR * Math.hypot(KM_PER_DEGREE * (latitude - other.latitude), eastKm(other));
    }

    /** Metres uphill on the way to the other place; negative is downhill. */
    public double climbM(Place other) {
        return FALL_TO_THE_WEST_M_PER_KM * eastKm(other);
    }

    private double eastKm(Place other) {
        return KM_PER_DEGREE * (other.longitude - longitude) * Math.cos(Math.toRadians(latitude));
    }
}
