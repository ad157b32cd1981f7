package bici.fleet.store;

import bici.fleet.operations.Notice;
import bici.fleet.trip.CommandState;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Columns {@code command_id}, {@code station_id}, {@code rider_id} and {@code state} of a changed command, as its notice. */
final class CommandNotices {
    private CommandNotices() {}

    static Notice.CommandChanged read(ResultSet row) throws SQLException {
        return new Notice.CommandChanged(
                new CommandId(row.getString("command_id")),
                new StationId(row.getString("station_id")),
                Optional.ofNullable(row.getString("rider_id")).map(RiderId::new),
                Words.parse(CommandState.class, row.getString("state")));
    }
}
