package bici.fleet.availability;

import bici.fleet.vocabulary.StationId;
import java.util.List;
import java.util.Optional;

/**
 * The stations of the system as they stand, retired ones left out. Blocking: one statement, whatever the number of
 * stations; {@code bici.fleet.dock.LedgerUnavailable} while the database is away.
 */
public interface LiveStations {
    /** By station id. */
    List<StationView> listStations();

    Optional<StationView> findStation(StationId station);
}
