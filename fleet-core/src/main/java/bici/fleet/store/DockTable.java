package bici.fleet.store;

import bici.fleet.dock.Birth.Lock;
import bici.fleet.dock.Cause;
import bici.fleet.dock.DockState;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.dock.Event;
import bici.fleet.ledger.DockStates;
import bici.fleet.ledger.Inventories.Taken;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Table {@code dock}. */
final class DockTable implements DockStates {
    private final Connection connection;

    DockTable(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Map<DockId, DockState> load(Collection<DockId> docks) {
        return Jdbc.ask(() -> {
            Map<DockId, DockState> states = new TreeMap<>();
            docks.forEach(dock -> states.put(dock, DockState.unknown(dock)));
            try (PreparedStatement statement = connection.prepareStatement(RecordSql.LOAD_DOCKS)) {
                new Columns(connection, statement)
                        .text(states.keySet().stream().map(DockId::station).toList())
                        .integers(states.keySet().stream().map(DockId::number).toList());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        DockState state = state(rows);
                        states.put(state.dock(), state);
                    }
                }
            }
            return states;
        });
    }

    private static DockState state(ResultSet row) throws SQLException {
        return new DockState(
                new DockId(new StationId(row.getString("station_id")), row.getInt("dock")),
                Optional.ofNullable(row.getString("bike_id")).map(BikeId::new),
                Words.parse(Lock.class, row.getString("lock")),
                Optional.ofNullable(row.getString("fault")),
                new AsOf(row.getInt("journal"), row.getLong("sequence")),
                Times.get(row, "at"));
    }

    @Override
    public List<Entry> loadHistories(Collection<DockId> docks) {
        return Jdbc.ask(() -> {
            try (PreparedStatement statement = connection.prepareStatement(RecordSql.LOAD_DOCK_HISTORIES)) {
                new Columns(connection, statement)
                        .text(docks.stream().map(DockId::station).toList())
                        .integers(docks.stream().map(DockId::number).toList());
                List<Entry> entries = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        entries.add(entry(rows));
                    }
                }
                return entries;
            }
        });
    }

    private static Entry entry(ResultSet row) throws SQLException {
        DockId dock = new DockId(new StationId(row.getString("station_id")), row.getInt("dock"));
        AsOf position = new AsOf(row.getInt("in_journal"), row.getLong("as_of"));
        Instant at = Times.get(row, "at");
        String kind = row.getString("kind");
        Told told = kind.equals("reading")
                ? new Told.Read(
                        new Taken(dock.station(), row.getLong("epoch"), position, at, Times.get(row, "arrived_at")),
                        InventoryTable.reading(row))
                : new Told.Happened(event(kind, row), row.getLong("nth") > 0);
        return new Entry(dock, position, at, told);
    }

    private static Event event(String kind, ResultSet row) throws SQLException {
        int dock = row.getInt("dock");
        return switch (kind) {
            case "bike-removed" -> new Event.BikeRemoved(dock, bike(row), new Cause.ByNobody());
            case "bike-docked" -> new Event.BikeDocked(dock, bike(row));
            case "lock-opened-not-taken" -> new Event.LockOpenedNotTaken(dock, bike(row), Optional.empty());
            case "lock-failed" -> new Event.LockFailed(dock, Optional.empty(), row.getString("code"));
            case "dock-fault" -> new Event.DockFault(dock, row.getString("code"));
            case "dock-cleared" -> new Event.DockCleared(dock);
            default -> throw new SQLException("no fact about a dock: " + kind);
        };
    }

    private static BikeId bike(ResultSet row) throws SQLException {
        return new BikeId(row.getString("bike_id"));
    }

    @Override
    public void write(Collection<DockState> states) {
        Jdbc.run(() -> {
            List<@Nullable BikeId> bikes = new ArrayList<>();
            List<@Nullable String> faults = new ArrayList<>();
            states.forEach(state -> bikes.add(state.bike().orElse(null)));
            states.forEach(state -> faults.add(state.fault().orElse(null)));
            try (PreparedStatement statement = connection.prepareStatement(RecordSql.WRITE_DOCKS)) {
                new Columns(connection, statement)
                        .text(states.stream().map(s -> s.dock().station()).toList())
                        .integers(states.stream().map(s -> s.dock().number()).toList())
                        .text(bikes)
                        .text(states.stream().map(s -> Words.of(s.lock())).toList())
                        .text(faults)
                        .integers(states.stream().map(s -> s.asOf().journal()).toList())
                        .integers(states.stream().map(s -> s.asOf().sequence()).toList())
                        .times(states.stream().map(DockState::at).toList());
                statement.executeUpdate();
            }
        });
    }
}
