package bici.fleet.store;

import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.Birth.Lock;
import bici.fleet.dock.Cause;
import bici.fleet.dock.DockState;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.dock.Event;
import bici.fleet.dock.Reconciliation;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Docks folded from everything recorded of them: their facts, and the readings of inventories that were held against
 * them, in each station's own order. Reads whole histories, so it is for docks with a late fact only.
 */
final class DockHistory {
    private static final AsOf END = new AsOf(Integer.MAX_VALUE, Long.MAX_VALUE);

    private final Connection connection;

    DockHistory(Connection connection) {
        this.connection = connection;
    }

    /** The docks as they are. */
    Map<DockId, DockState> fold(Iterable<DockId> docks) throws SQLException {
        Map<DockId, AsOf> whole = new TreeMap<>();
        docks.forEach(dock -> whole.put(dock, END));
        return fold(whole);
    }

    /** Each dock as it was after its last fact up to a position. */
    Map<DockId, DockState> fold(Map<DockId, AsOf> upTo) throws SQLException {
        Map<DockId, DockState> states = new TreeMap<>();
        if (upTo.isEmpty()) {
            return states;
        }
        upTo.keySet().forEach(dock -> states.put(dock, DockState.unknown(dock)));
        try (PreparedStatement statement = connection.prepareStatement(RecordSql.LOAD_DOCK_HISTORIES)) {
            new Columns(connection, statement)
                    .text(upTo.keySet().stream().map(DockId::station).toList())
                    .integers(upTo.keySet().stream().map(DockId::number).toList());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    DockId dock = new DockId(new StationId(rows.getString("station_id")), rows.getInt("dock"));
                    AsOf position = new AsOf(rows.getInt("in_journal"), rows.getLong("as_of"));
                    if (position.compareTo(upTo.getOrDefault(dock, AsOf.NOTHING)) <= 0) {
                        states.put(dock, after(states.getOrDefault(dock, DockState.unknown(dock)), rows, position));
                    }
                }
            }
        }
        return states;
    }

    private static DockState after(DockState before, ResultSet row, AsOf position) throws SQLException {
        String kind = row.getString("kind");
        if (kind.equals("reading")) {
            DockReading reading = new DockReading(
                    row.getInt("dock"),
                    Optional.empty(),
                    Words.parse(Lock.class, row.getString("lock")),
                    Optional.ofNullable(row.getString("fault")));
            return Reconciliation.withReading(before, before.dock(), reading, position);
        }
        return before.after(event(kind, row), position, Times.get(row, "at"));
    }

    /** As far as a dock is concerned. */
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
}
