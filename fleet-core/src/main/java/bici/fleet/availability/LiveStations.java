package bici.fleet.availability;

import bici.fleet.vocabulary.StationId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The stations of the system as they stand, retired ones left out. Blocking; {@code bici.fleet.dock.LedgerUnavailable} while
 * the database is away.
 */
public interface LiveStations {
    /** All, by station id. */
    List<StationView> listStations();

    /** Those of these that there are, by station id. */
    List<StationView> listStations(Collection<StationId> stations);

    /** What those were called that are no longer there, by station id: bikes, trips and commands still name them. */
    List<Retired> listRetired();

    record Retired(StationId id, String name) {}

    default Optional<StationView> findStation(StationId station) {
        return listStations(Set.of(station)).stream().findFirst();
    }
}
