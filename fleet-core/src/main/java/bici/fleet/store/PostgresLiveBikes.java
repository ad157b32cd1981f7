package bici.fleet.store;

import bici.fleet.availability.BikeView;
import bici.fleet.availability.LiveBikes;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Bikes as they stand, on PostgreSQL. */
public final class PostgresLiveBikes implements LiveBikes {
    private final Transactions transactions;

    public PostgresLiveBikes(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public Page listBikes(int limit, Optional<BikeId> after) {
        int size = Math.clamp(limit, 1, MAX_PAGE);
        String last = after.map(BikeId::value).orElse("");
        List<BikeView> bikes = transactions.read(
                connection -> new Rows(connection).list(LiveSql.LIST_BIKES, PostgresLiveBikes::bike, last, size + 1));
        return bikes.size() <= size
                ? new Page(bikes, Optional.empty())
                : new Page(
                        bikes.subList(0, size), Optional.of(bikes.get(size - 1).id()));
    }

    @Override
    public List<BikeView> listAll() {
        return transactions.read(
                connection -> new Rows(connection).list(LiveSql.LIST_REGISTERED_BIKES, PostgresLiveBikes::bike));
    }

    @Override
    public Optional<BikeView> findBike(BikeId bike) {
        return transactions.read(
                connection -> new Rows(connection).find(LiveSql.FIND_BIKE, PostgresLiveBikes::bike, bike.value()));
    }

    @Override
    public List<BikeTrip> listTrips(BikeId bike, int limit) {
        return transactions.read(connection -> new Rows(connection)
                .list(LiveSql.LIST_BIKE_TRIPS, PostgresLiveBikes::trip, bike.value(), Math.clamp(limit, 1, MAX_PAGE)));
    }

    private static BikeView bike(ResultSet row) throws SQLException {
        return new BikeView(
                new BikeId(row.getString("bike_id")),
                Words.parse(BikeView.Place.class, row.getString("place")),
                findDock(row, "station_id", "dock"),
                Optional.ofNullable(row.getString("trip_id")).map(TripId::parse),
                Times.find(row, "since"),
                row.getBoolean("in_service"),
                row.getBoolean("registered"),
                row.getBoolean("retired"));
    }

    private static BikeTrip trip(ResultSet row) throws SQLException {
        return new BikeTrip(
                TripId.parse(row.getString("trip_id")),
                Times.get(row, "started_at"),
                findDock(row, "start_station_id", "start_dock").orElseThrow(),
                Times.find(row, "ended_at"),
                findDock(row, "end_station_id", "end_dock"),
                row.getString("state"),
                row.getBoolean("contested"),
                row.getBoolean("in_review"));
    }

    private static Optional<DockId> findDock(ResultSet row, String stationColumn, String dockColumn)
            throws SQLException {
        @Nullable String station = row.getString(stationColumn);
        return station == null
                ? Optional.empty()
                : Optional.of(new DockId(new StationId(station), row.getInt(dockColumn)));
    }
}
