package bici.fleet.store;

import bici.fleet.operations.ActLog;
import bici.fleet.operations.ServiceArea;
import bici.fleet.operations.StationRegister;
import bici.fleet.operations.StationRules;
import bici.fleet.vocabulary.Author;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The station register on PostgreSQL. */
public final class PostgresStationRegister implements StationRegister {
    private final Transactions transactions;
    private final Clock clock;
    private final ServiceArea area;

    /** Where stations stand in Colombia. */
    public PostgresStationRegister(DataSource dataSource, Clock clock) {
        this(dataSource, clock, ServiceArea.COLOMBIA);
    }

    /** @param area where stations may stand */
    public PostgresStationRegister(DataSource dataSource, Clock clock, ServiceArea area) {
        this.transactions = new Transactions(dataSource);
        this.clock = clock;
        this.area = area;
    }

    @Override
    public void put(List<Station> stations) {
        put(stations, Optional.empty());
    }

    @Override
    public void put(List<Station> stations, Author by) {
        put(stations, Optional.of(by));
    }

    private void put(List<Station> stations, Optional<Author> by) {
        stations.forEach(station -> StationRules.check(station, area));
        List<StationId> ids = stations.stream().map(Station::id).toList();
        List<@Nullable Double> latitudes = new ArrayList<>();
        List<@Nullable Double> longitudes = new ArrayList<>();
        stations.forEach(s -> latitudes.add(s.position().map(Position::latitude).orElse(null)));
        stations.forEach(
                s -> longitudes.add(s.position().map(Position::longitude).orElse(null)));
        Instant now = clock.instant();
        transactions.run(connection -> {
            new Rows(connection).list(RegisterSql.BIND_VALID_FROM, row -> row.getString(1), Times.text(now));
            try (PreparedStatement put = connection.prepareStatement(RegisterSql.PUT_STATIONS);
                    PreparedStatement states = connection.prepareStatement(RegisterSql.PUT_STATION_STATES);
                    PreparedStatement pending = connection.prepareStatement(RegisterSql.FORGET_PENDING)) {
                new Columns(connection, put)
                        .one(now)
                        .text(ids)
                        .text(stations.stream().map(Station::name).toList())
                        .decimals(latitudes)
                        .decimals(longitudes)
                        .integers(stations.stream().map(Station::capacity).toList())
                        .booleans(stations.stream().map(Station::transfer).toList());
                put.executeUpdate();
                new Columns(connection, states).one(now).text(ids);
                states.executeUpdate();
                new Columns(connection, pending).text(ids);
                pending.executeUpdate();
            }
            if (by.isPresent()) {
                for (Station station : stations) {
                    String words = station.name() + ", " + station.capacity() + " docks";
                    note(connection, by.get(), "station-add", station.id(), words, now);
                }
            }
            return stations.size();
        });
    }

    private static void note(Connection connection, Author by, String act, StationId station, String words, Instant at)
            throws SQLException {
        AuditLog.add(connection, new ActLog.Entry(by, act, station.value(), words), at);
    }

    @Override
    public Optional<Retired> retire(StationId station, String note, Author by, Runnable cut) {
        Instant now = clock.instant();
        return transactions.run(connection -> {
            Rows rows = new Rows(connection);
            if (rows.update(RegisterSql.RETIRE_STATION, now, station.value()) == 0) {
                return Optional.empty();
            }
            rows.list(CommandSql.CANCEL_UNLOCKS, CommandNotices::read, now, now, station.value(), 0);
            List<BikeId> bikes =
                    rows.list(RegisterSql.LIST_BIKES_IN, row -> new BikeId(row.getString("bike_id")), station.value());
            note(connection, by, "station-retire", station, note, now);
            cut.run();
            return Optional.of(new Retired(bikes));
        });
    }

    @Override
    public List<Station> listStations() {
        return transactions.run(connection -> {
            List<Station> stations = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(RegisterSql.LIST_STATIONS);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    stations.add(station(rows));
                }
            }
            return stations;
        });
    }

    @Override
    public Optional<StationId> findLookAlike(StationId id) {
        return transactions.read(connection -> new Rows(connection)
                        .list(
                                RegisterSql.FIND_LOOK_ALIKE,
                                row -> new StationId(row.getString(1)),
                                id.value(),
                                id.value())
                        .stream()
                        .findFirst());
    }

    private static Station station(ResultSet row) throws SQLException {
        @Nullable Double latitude = row.getObject("latitude", Double.class);
        @Nullable Double longitude = row.getObject("longitude", Double.class);
        Optional<Position> position = latitude == null || longitude == null
                ? Optional.empty()
                : Optional.of(new Position(latitude, longitude));
        return new Station(
                new StationId(row.getString("station_id")),
                row.getString("name"),
                position,
                row.getInt("capacity"),
                row.getBoolean("transfer"));
    }
}
