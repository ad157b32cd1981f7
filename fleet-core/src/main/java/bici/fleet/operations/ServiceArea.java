package bici.fleet.operations;

import bici.fleet.operations.StationRegister.Position;
import java.util.List;
import java.util.Locale;

/** Where stations may stand: a box in degrees, WGS 84, its bounds included. It does not cross the 180th meridian. */
public record ServiceArea(double south, double west, double north, double east) {
    /** With its islands. */
    public static final ServiceArea COLOMBIA = new ServiceArea(-4.3, -82.2, 13.6, -66.8);

    public static final ServiceArea WORLD = new ServiceArea(-90, -180, 90, 180);

    private static final int BOUNDS = 4;

    public ServiceArea {
        if (!(south >= -90 && south < north && north <= 90 && west >= -180 && west < east && east <= 180)) {
            throw new IllegalArgumentException("a service area is SOUTH,WEST,NORTH,EAST in degrees, the smaller first: "
                    + text(south, west, north, east));
        }
    }

    /** Reads what {@link #toString} writes. */
    public static ServiceArea parse(String text) {
        List<Double> bounds = Degrees.parse(text);
        if (bounds.size() != BOUNDS) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no service area SOUTH,WEST,NORTH,EAST in degrees such as -4.3,-82.2,13.6,-66.8");
        }
        return new ServiceArea(bounds.get(0), bounds.get(1), bounds.get(2), bounds.get(3));
    }

    public boolean contains(Position at) {
        return at.latitude() >= south && at.latitude() <= north && at.longitude() >= west && at.longitude() <= east;
    }

    private static String text(double south, double west, double north, double east) {
        return String.format(Locale.ROOT, "%s,%s,%s,%s", south, west, north, east);
    }

    @Override
    public String toString() {
        return text(south, west, north, east);
    }
}
