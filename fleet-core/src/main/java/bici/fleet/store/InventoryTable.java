package bici.fleet.store;

import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.Birth.Lock;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.ledger.Inventories;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tables {@code birth} and {@code birth_dock}. */
final class InventoryTable implements Inventories {
    private final Connection connection;

    InventoryTable(Connection connection) {
        this.connection = connection;
    }

    @Override
    public List<Taken> find(Map<StationId, Long> epochs) {
        return Jdbc.ask(() -> {
            try (PreparedStatement statement = connection.prepareStatement(RecordSql.LOAD_BIRTHS)) {
                new Columns(connection, statement).text(epochs.keySet()).integers(epochs.values());
                List<Taken> taken = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        taken.add(taken(rows));
                    }
                }
                return taken;
            }
        });
    }

    private static Taken taken(ResultSet row) throws SQLException {
        return new Taken(
                new StationId(row.getString("station_id")),
                row.getLong("epoch"),
                new AsOf(row.getInt("journal"), row.getLong("as_of")),
                Times.get(row, "at"),
                Times.get(row, "arrived_at"));
    }

    @Override
    public List<Inventory> read(Collection<Taken> taken) {
        return Jdbc.ask(() -> {
            Map<StationId, List<DockReading>> readings = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(RecordSql.LOAD_INVENTORIES)) {
                new Columns(connection, statement)
                        .text(taken.stream().map(Taken::station).toList())
                        .integers(taken.stream().map(Taken::epoch).toList());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        readings.computeIfAbsent(new StationId(rows.getString("station_id")), s -> new ArrayList<>())
                                .add(reading(rows));
                    }
                }
            }
            return taken.stream()
                    .map(t -> new Inventory(t, readings.getOrDefault(t.station(), List.of())))
                    .toList();
        });
    }

    static DockReading reading(ResultSet row) throws SQLException {
        return new DockReading(
                row.getInt("dock"),
                Optional.ofNullable(row.getString("bike_id")).map(BikeId::new),
                Words.parse(Lock.class, row.getString("lock")),
                Optional.ofNullable(row.getString("fault")));
    }

    @Override
    public List<Sighting> loadSightings(Map<BikeId, Instant> since) {
        return Jdbc.ask(() -> {
            try (PreparedStatement statement = connection.prepareStatement(RecordSql.LOAD_SIGHTINGS)) {
                new Columns(connection, statement).text(since.keySet()).times(since.values());
                List<Sighting> sightings = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        Taken taken = taken(rows);
                        sightings.add(new Sighting(
                                new BikeId(rows.getString("bike_id")),
                                new DockId(taken.station(), rows.getInt("dock")),
                                taken));
                    }
                }
                return sightings;
            }
        });
    }

    @Override
    public void markReconciled(Collection<Inventory> inventories, Instant at) {
        Jdbc.run(() -> {
            try (PreparedStatement statement = connection.prepareStatement(RecordSql.MARK_RECONCILED)) {
                new Columns(connection, statement)
                        .one(at)
                        .text(inventories.stream().map(Inventory::station).toList())
                        .integers(
                                inventories.stream().map(i -> i.taken().epoch()).toList());
                statement.executeUpdate();
            }
        });
    }
}
