package bici.api.opendata;

import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.List;

/**
 * A station as the feeds show it.
 *
 * @param vehicles the bikes behind the counts
 */
record PublishedStation(Place place, Service service, Counts counts, List<Vehicle> vehicles) {
    PublishedStation {
        vehicles = List.copyOf(vehicles);
    }

    /** @param capacity docks, whatever their state, as the register says */
    record Place(StationId id, Text name, double latitude, double longitude, String regionId, int capacity) {}

    /**
     * What the station does for riders.
     *
     * @param open no operator took it out of service
     * @param lastReported when the station spoke last, whatever we have concluded since
     */
    record Service(boolean open, boolean renting, boolean returning, Instant lastReported) {}

    /** Together the station's capacity. Disabled: there, and not for riders now. */
    record Counts(int vehiclesAvailable, int vehiclesDisabled, int docksAvailable, int docksDisabled) {}

    /** @param id a pseudonym that holds until the bike's next move */
    record Vehicle(String id, boolean disabled) {}
}
