package bici.fleet.store;

import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.Birth.Lock;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.vocabulary.BikeId;
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

/** Tables {@code birth} and {@code birth_dock}: inventories waiting to be held against the facts. */
final class InventoryTable {
    private final Connection connection;

    InventoryTable(Connection connection) {
        this.connection = connection;
    }

    /** A birth's inventory and the moment it describes. */
    record Inventory(
            StationId station, long epoch, AsOf asOf, Instant at, Instant arrivedAt, List<DockReading> docks) {}

    /** The inventories of these stations' unreconciled births whose facts are all there. */
    List<Inventory> loadDue(Collection<Cursor> cursors) throws SQLException {
        Map<StationId, Inventory> due = new HashMap<>();
        Map<StationId, Cursor> waiting = new HashMap<>();
        cursors.stream().filter(c -> c.unreconciledEpoch().isPresent()).forEach(c -> waiting.put(c.station(), c));
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Cursor> asked = List.copyOf(waiting.values());
        try (PreparedStatement statement = connection.prepareStatement(RecordSql.LOAD_BIRTHS)) {
            new Columns(connection, statement)
                    .text(asked.stream().map(Cursor::station).toList())
                    .integers(asked.stream()
                            .map(c -> c.unreconciledEpoch().orElseThrow())
                            .toList());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Inventory inventory = inventory(rows);
                    Cursor cursor = waiting.get(inventory.station());
                    if (cursor != null && cursor.isCompleteTo(inventory.asOf())) {
                        due.put(inventory.station(), inventory);
                    }
                }
            }
        }
        loadDocks(due);
        return List.copyOf(due.values());
    }

    private static Inventory inventory(ResultSet row) throws SQLException {
        return new Inventory(
                new StationId(row.getString("station_id")),
                row.getLong("epoch"),
                new AsOf(row.getInt("journal"), row.getLong("as_of")),
                Times.get(row, "at"),
                Times.get(row, "arrived_at"),
                new ArrayList<>());
    }

    private void loadDocks(Map<StationId, Inventory> due) throws SQLException {
        if (due.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(RecordSql.LOAD_INVENTORIES)) {
            new Columns(connection, statement)
                    .text(due.keySet())
                    .integers(due.values().stream().map(Inventory::epoch).toList());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Inventory inventory = due.get(new StationId(rows.getString("station_id")));
                    if (inventory != null) {
                        inventory.docks().add(reading(rows));
                    }
                }
            }
        }
    }

    private static DockReading reading(ResultSet row) throws SQLException {
        return new DockReading(
                row.getInt("dock"),
                Optional.ofNullable(row.getString("bike_id")).map(BikeId::new),
                Words.parse(Lock.class, row.getString("lock")),
                Optional.ofNullable(row.getString("fault")));
    }

    void markReconciled(List<Inventory> inventories, Instant at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RecordSql.MARK_RECONCILED)) {
            new Columns(connection, statement)
                    .one(at)
                    .text(inventories.stream().map(Inventory::station).toList())
                    .integers(inventories.stream().map(Inventory::epoch).toList());
            statement.executeUpdate();
        }
    }
}
