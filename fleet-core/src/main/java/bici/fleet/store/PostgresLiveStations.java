package bici.fleet.store;

import bici.fleet.availability.DockView;
import bici.fleet.availability.LiveStations;
import bici.fleet.availability.StationView;
import bici.fleet.dock.Birth.Lock;
import bici.fleet.operations.StationRegister.Position;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.PrintedCode;
import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Stations as they stand, on PostgreSQL. */
public final class PostgresLiveStations implements LiveStations {
    private static final int FEW = 8;

    private final Transactions transactions;

    public PostgresLiveStations(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    /** A station beside one of its docks, if it has any. */
    private record Row(StationView station, Optional<DockView> dock) {}

    @Override
    public List<StationView> listStations() {
        return gather(transactions.read(
                connection -> new Rows(connection).list(LiveSql.LIST_STATIONS, PostgresLiveStations::row)));
    }

    @Override
    public List<StationView> listStations(Collection<StationId> stations) {
        return gather(transactions.read(
                connection -> stations.size() > FEW ? readMany(connection, stations) : readFew(connection, stations)));
    }

    @Override
    public List<Retired> listRetired() {
        return transactions.read(connection -> new Rows(connection)
                .list(
                        LiveSql.LIST_RETIRED_STATIONS,
                        row -> new Retired(new StationId(row.getString("station_id")), row.getString("name"))));
    }

    private static List<Row> readMany(Connection connection, Collection<StationId> stations) throws SQLException {
        List<Row> read = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LiveSql.LIST_THESE_STATIONS)) {
            new Columns(connection, statement).text(stations);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    read.add(row(rows));
                }
            }
        }
        return read;
    }

    /** PostgreSQL keeps the plan for one station; for a list it makes a new one each time, which takes longer than to run it. */
    private static List<Row> readFew(Connection connection, Collection<StationId> stations) throws SQLException {
        List<Row> read = new ArrayList<>();
        for (StationId station : new TreeSet<>(stations)) {
            read.addAll(new Rows(connection).list(LiveSql.FIND_STATION, PostgresLiveStations::row, station.value()));
        }
        return read;
    }

    private static List<StationView> gather(List<Row> rows) {
        Map<StationId, StationView> stations = new LinkedHashMap<>();
        Map<StationId, List<DockView>> docks = new LinkedHashMap<>();
        for (Row row : rows) {
            stations.putIfAbsent(row.station().id(), row.station());
            row.dock()
                    .ifPresent(dock -> docks.computeIfAbsent(row.station().id(), s -> new ArrayList<>())
                            .add(dock));
        }
        return stations.values().stream()
                .map(s -> new StationView(
                        s.id(),
                        s.name(),
                        s.position(),
                        s.capacity(),
                        s.online(),
                        s.inService(),
                        s.lastReported(),
                        docks.getOrDefault(s.id(), List.of())))
                .toList();
    }

    private static Row row(ResultSet row) throws SQLException {
        @Nullable Double latitude = row.getObject("latitude", Double.class);
        @Nullable Double longitude = row.getObject("longitude", Double.class);
        StationView station = new StationView(
                new StationId(row.getString("station_id")),
                row.getString("name"),
                latitude == null || longitude == null
                        ? Optional.empty()
                        : Optional.of(new Position(latitude, longitude)),
                row.getInt("capacity"),
                row.getBoolean("online"),
                row.getBoolean("in_service"),
                Times.find(row, "last_heard_at"),
                List.of());
        return new Row(station, row.getObject("dock") == null ? Optional.empty() : Optional.of(dock(row)));
    }

    private static DockView dock(ResultSet row) throws SQLException {
        return new DockView(
                row.getInt("dock"),
                Optional.ofNullable(row.getString("bike_id")).map(BikeId::new),
                row.getBoolean("bike_in_service"),
                row.getBoolean("bike_elsewhere"),
                row.getBoolean("bike_registered"),
                Words.parse(Lock.class, row.getString("lock")),
                Optional.ofNullable(row.getString("fault")),
                row.getBoolean("locked_out"),
                Optional.ofNullable(row.getString("code")).map(PrintedCode::new),
                Times.get(row, "at"),
                row.getBoolean("installed"));
    }
}
