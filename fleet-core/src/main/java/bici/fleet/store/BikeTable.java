package bici.fleet.store;

import bici.fleet.ledger.BikeRow;
import bici.fleet.ledger.BikeStates;
import bici.fleet.trip.Registration;
import bici.fleet.trip.Trip;
import bici.fleet.trip.Whereabouts;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Table {@code bike}: where each bike is, one row a bike. */
final class BikeTable implements BikeStates {
    private static final String LOCK_AND_LOAD = Columns.together(RecordSql.LOCK_BIKES, RecordSql.LOAD_BIKES);

    private final Connection connection;

    BikeTable(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Map<BikeId, BikeRow> lock(Set<BikeId> bikes) {
        return Jdbc.ask(() -> {
            Map<BikeId, BikeRow> rows = new TreeMap<>();
            loadLocked(bikes, rows);
            if (rows.size() < bikes.size()) {
                Set<BikeId> unmet = new TreeSet<>(bikes);
                unmet.removeAll(rows.keySet());
                meet(unmet);
                loadLocked(unmet, rows);
            }
            return rows;
        });
    }

    private void meet(Set<BikeId> bikes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RecordSql.MEET_BIKES)) {
            new Columns(connection, statement).text(bikes);
            statement.executeUpdate();
        }
    }

    private void loadLocked(Set<BikeId> bikes, Map<BikeId, BikeRow> into) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK_AND_LOAD)) {
            new Columns(connection, statement).text(bikes).text(bikes);
            statement.execute();
            try (ResultSet rows = Columns.nextResult(statement)) {
                while (rows.next()) {
                    BikeRow row = row(rows);
                    into.put(row.bike(), row);
                }
            }
        }
    }

    private static BikeRow row(ResultSet row) throws SQLException {
        BikeId bike = new BikeId(row.getString("bike_id"));
        Optional<Instant> shownAt = Times.find(row, "shown_at");
        @Nullable String lastFact = row.getString("last_fact");
        if (lastFact == null) {
            return new BikeRow(
                    bike,
                    new Whereabouts.Unknown(),
                    Optional.empty(),
                    row.getBoolean("disordered"),
                    shownAt,
                    registration(row));
        }
        BikeRow.Last last = new BikeRow.Last(FactId.parse(lastFact), Times.get(row, "last_at"));
        return new BikeRow(
                bike, whereabouts(row), Optional.of(last), row.getBoolean("disordered"), shownAt, registration(row));
    }

    static Registration registration(ResultSet row) throws SQLException {
        return new Registration(Times.find(row, "fleet_from"));
    }

    private static Whereabouts whereabouts(ResultSet row) throws SQLException {
        String place = row.getString("place");
        return switch (place) {
            case "dock" ->
                new Whereabouts.AtDock(
                        new DockId(new StationId(row.getString("station_id")), row.getInt("dock")),
                        Times.get(row, "since"));
            case "trip" -> new Whereabouts.OnTrip(ridingTrip(row));
            case "truck" -> new Whereabouts.OnTruck(Times.get(row, "since"));
            case "missing" -> new Whereabouts.Missing(Times.get(row, "since"));
            default -> throw new SQLException("a bike with facts is in place " + place);
        };
    }

    private static Trip ridingTrip(ResultSet row) throws SQLException {
        return new Trip(
                TripId.parse(row.getString("trip_id")),
                Times.get(row, "started_at"),
                row.getBoolean("start_estimated"),
                new DockId(new StationId(row.getString("start_station_id")), row.getInt("start_dock")),
                FactTable.cause(row),
                Optional.ofNullable(row.getString("flag")),
                new Trip.End.Riding());
    }

    @Override
    public void write(Collection<BikeRow> bikes) {
        Jdbc.run(() -> {
            List<Place> places =
                    bikes.stream().map(row -> Place.of(row.whereabouts())).toList();
            List<@Nullable String> stations = new ArrayList<>();
            List<@Nullable Integer> docks = new ArrayList<>();
            List<@Nullable String> trips = new ArrayList<>();
            List<@Nullable Instant> since = new ArrayList<>();
            List<@Nullable FactId> lastFacts = new ArrayList<>();
            List<@Nullable Instant> lastAt = new ArrayList<>();
            for (Place place : places) {
                stations.add(place.station());
                docks.add(place.dock());
                trips.add(place.trip());
                since.add(place.since());
            }
            for (BikeRow row : bikes) {
                lastFacts.add(row.last().map(BikeRow.Last::fact).orElse(null));
                lastAt.add(row.last().map(BikeRow.Last::at).orElse(null));
            }
            try (PreparedStatement statement = connection.prepareStatement(RecordSql.WRITE_BIKES)) {
                new Columns(connection, statement)
                        .text(bikes.stream().map(BikeRow::bike).toList())
                        .text(places.stream().map(Place::name).toList())
                        .text(stations)
                        .integers(docks)
                        .text(trips)
                        .times(since)
                        .text(lastFacts)
                        .times(lastAt)
                        .booleans(bikes.stream().map(BikeRow::disordered).toList());
                statement.executeUpdate();
            }
        });
    }

    @Override
    public void noteShown(Map<BikeId, Instant> shownAt) {
        Jdbc.run(() -> {
            try (PreparedStatement statement = connection.prepareStatement(RecordSql.NOTE_SHOWN)) {
                new Columns(connection, statement).text(shownAt.keySet()).times(shownAt.values());
                statement.executeUpdate();
            }
        });
    }

    @Override
    public void displace(Collection<BikeId> bikes, Collection<DockId> docks) {
        Jdbc.run(() -> {
            try (PreparedStatement statement = connection.prepareStatement(RecordSql.DISPLACE_BIKES)) {
                new Columns(connection, statement)
                        .text(bikes)
                        .text(docks.stream().map(DockId::station).toList())
                        .integers(docks.stream().map(DockId::number).toList());
                statement.executeUpdate();
            }
        });
    }

    /** Whereabouts as columns. */
    record Place(
            String name,
            @Nullable String station,
            @Nullable Integer dock,
            @Nullable String trip,
            @Nullable Instant since) {

        static Place of(Whereabouts whereabouts) {
            return switch (whereabouts) {
                case Whereabouts.Unknown unknown -> new Place("missing", null, null, null, null);
                case Whereabouts.AtDock here ->
                    new Place("dock", here.dock().station().value(), here.dock().number(), null, here.since());
                case Whereabouts.OnTrip riding ->
                    new Place(
                            "trip",
                            null,
                            null,
                            riding.trip().id().toString(),
                            riding.trip().startedAt());
                case Whereabouts.OnTruck truck -> new Place("truck", null, null, null, truck.since());
                case Whereabouts.Missing missing -> new Place("missing", null, null, null, missing.since());
            };
        }
    }
}
