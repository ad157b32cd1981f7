package bici.fleet.store;

import bici.fleet.trip.RiderTrip;
import bici.fleet.trip.RiderTrips;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Riders' trips on PostgreSQL. */
public final class PostgresRiderTrips implements RiderTrips {
    private static final Instant AFTER_ALL = Instant.parse("9999-12-31T00:00:00Z");

    private final Transactions transactions;

    public PostgresRiderTrips(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public Optional<RiderTrip> findOpen(RiderId rider) {
        return transactions.read(connection ->
                new Rows(connection).find(RiderTripSql.FIND_OPEN, PostgresRiderTrips::trip, rider.value()));
    }

    @Override
    public Optional<RiderTrip> find(RiderId rider, TripId trip) {
        return transactions.read(connection ->
                new Rows(connection).find(RiderTripSql.FIND, PostgresRiderTrips::trip, rider.value(), trip.toString()));
    }

    @Override
    public Page list(RiderId rider, int limit, Optional<Cursor> after) {
        int size = Math.clamp(limit, 1, MAX_PAGE);
        Instant startedBefore = after.map(Cursor::startedAt).orElse(AFTER_ALL);
        String lastTrip = after.map(c -> c.trip().toString()).orElse("");
        List<RiderTrip> trips = transactions.read(connection -> new Rows(connection)
                .list(RiderTripSql.LIST, PostgresRiderTrips::trip, rider.value(), startedBefore, lastTrip, size + 1));
        if (trips.size() <= size) {
            return new Page(trips, Optional.empty());
        }
        RiderTrip last = trips.get(size - 1);
        return new Page(
                trips.subList(0, size), Optional.of(new Cursor(last.start().at(), last.id())));
    }

    private static RiderTrip trip(ResultSet row) throws SQLException {
        Optional<Instant> endedAt = Times.find(row, "ended_at");
        return new RiderTrip(
                TripId.parse(row.getString("trip_id")),
                new RiderId(row.getString("rider_id")),
                new BikeId(row.getString("bike_id")),
                Words.parse(RiderTrip.State.class, row.getString("state")),
                stop(row, "start", Times.get(row, "started_at")),
                endedAt,
                endedAt.isPresent() && row.getString("end_station_id") != null
                        ? Optional.of(stop(row, "end", endedAt.get()))
                        : Optional.empty(),
                Optional.ofNullable(row.getString("remark")).map(word -> Words.parse(RiderTrip.Remark.class, word)),
                row.getBoolean("corrected"),
                ChargeTable.tariff(row).tariff());
    }

    private static RiderTrip.Stop stop(ResultSet row, String which, Instant at) throws SQLException {
        return new RiderTrip.Stop(
                new DockId(new StationId(row.getString(which + "_station_id")), row.getInt(which + "_dock")),
                row.getString(which + "_name"),
                at);
    }
}
