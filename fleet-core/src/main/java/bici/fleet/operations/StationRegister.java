package bici.fleet.operations;

import bici.fleet.vocabulary.Author;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import java.util.List;
import java.util.Optional;

/** The stations of the system, as an operator takes them in. Blocking. */
public interface StationRegister {
    /**
     * A station of the system. What it may be called and where it may stand is for {@link StationRules}: rows of before there
     * were rules are read too.
     *
     * @param position if surveyed
     * @param capacity its number of docks
     * @param transfer riders change between bus and bike here
     */
    record Station(StationId id, String name, Optional<Position> position, int capacity, boolean transfer) {
        public static final int MAX_CAPACITY = 500;

        public Station {
            if (capacity < 0 || capacity > MAX_CAPACITY) {
                throw new IllegalArgumentException("capacity must be 0 to " + MAX_CAPACITY + ": " + capacity);
            }
        }

        /** Nobody changes to a bus here. */
        public Station(StationId id, String name, Optional<Position> position, int capacity) {
            this(id, name, position, capacity, false);
        }
    }

    /** Degrees, WGS 84. */
    record Position(double latitude, double longitude) {
        /**
         * Reads {@code LAT,LON} as people write it.
         *
         * @throws IllegalArgumentException with a sentence
         */
        public static Position parse(String text) {
            List<Double> degrees = Degrees.parse(text);
            if (degrees.size() != 2) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no position LAT,LON in degrees such as 7.1407,-73.1210");
            }
            return new Position(degrees.getFirst(), degrees.getLast());
        }
    }

    /**
     * Takes stations in or changes what is known of them from now on; what was known stays true of its time. A pending
     * station is pending no more.
     *
     * @throws IllegalArgumentException with a sentence, and none is taken in, when one breaks the {@link StationRules}
     */
    void put(List<Station> stations);

    /** As {@link #put(List)}, with an entry of each in the audit log: what somebody does by hand. */
    void put(List<Station> stations, Author by);

    /**
     * Takes a station out for good: gone from lists, feeds and alarms, refused when it connects; its history stays.
     *
     * @param cut what ends its connection; done before the retirement counts
     * @return empty when there is no such station, or it was retired before
     */
    Optional<Retired> retire(StationId station, String note, Author by, Runnable cut);

    /**
     * What a retired station leaves.
     *
     * @param bikes that were in its docks by the last it said
     */
    record Retired(List<BikeId> bikes) {
        public Retired {
            bikes = List.copyOf(bikes);
        }
    }

    List<Station> listStations();

    /** Another station, retired ones too, whose id differs from this one only in upper and lower case. */
    Optional<StationId> findLookAlike(StationId id);
}
