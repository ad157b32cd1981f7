package bici.fleet.operations;

import bici.fleet.vocabulary.StationId;
import java.util.List;
import java.util.Optional;

/** The stations of the system, as an operator takes them in. Blocking. */
public interface StationRegister {
    /** A station of the system; {@code capacity} is its number of docks. Coordinates in WGS 84 degrees, if surveyed. */
    record Station(StationId id, String name, Optional<Position> position, int capacity) {
        public static final int MAX_CAPACITY = 500;

        public Station {
            if (capacity < 0 || capacity > MAX_CAPACITY) {
                throw new IllegalArgumentException("capacity must be 0 to " + MAX_CAPACITY + ": " + capacity);
            }
        }
    }

    /** Degrees, WGS 84. */
    record Position(double latitude, double longitude) {}

    /** Takes stations in or changes what is known of them; a pending station is pending no more. */
    void put(List<Station> stations);

    List<Station> listStations();
}
