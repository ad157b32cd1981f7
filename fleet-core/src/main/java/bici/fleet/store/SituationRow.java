package bici.fleet.store;

import bici.fleet.trip.UnlockSituation;
import bici.fleet.trip.UnlockSituation.Asker;
import bici.fleet.trip.UnlockSituation.Target;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the one statement of {@link UnlockSql#LOAD_SITUATION} says.
 *
 * @param epoch of the connection of the dock's station
 */
record SituationRow(UnlockSituation situation, long epoch) {
    static SituationRow read(ResultSet row) throws SQLException {
        Asker asker = new Asker(
                row.getBoolean("suspended"),
                row.getBoolean("consented"),
                row.getBoolean("trip_open"),
                row.getBoolean("unlock_pending"),
                row.getInt("unlocks_lately"),
                row.getInt("wrong_codes_lately"));
        Optional<Target> target = row.getBoolean("known_code") ? Optional.of(target(row)) : Optional.empty();
        return new SituationRow(new UnlockSituation(asker, target), row.getLong("epoch"));
    }

    private static Target target(ResultSet row) throws SQLException {
        @Nullable String station = row.getString("station_id");
        return new Target(
                station == null
                        ? Optional.empty()
                        : Optional.of(new DockId(new StationId(station), row.getInt("dock"))),
                Optional.ofNullable(row.getString("bike_id")).map(BikeId::new),
                row.getBoolean("bike_in_trip"),
                row.getBoolean("bike_in_service"),
                row.getBoolean("held"),
                row.getBoolean("dock_faulty"),
                row.getBoolean("dock_locked_out"),
                row.getBoolean("station_online"),
                row.getBoolean("station_in_service"));
    }

    /** The bike, once the policies have let it go. */
    BikeId bike() {
        return situation.target().flatMap(Target::bike).orElseThrow();
    }

    /** Its dock, once the policies have let it go. */
    DockId dock() {
        return situation.target().flatMap(Target::dock).orElseThrow();
    }
}
