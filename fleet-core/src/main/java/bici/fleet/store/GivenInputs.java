package bici.fleet.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/** What recording looks up and no station tells: stations, riders, cards, and what riders asked for. Streamed. */
final class GivenInputs {
    private GivenInputs() {}

    static void copy(Connection from, DataSource to) throws SQLException {
        try (Connection into = to.getConnection()) {
            pipe(from, RebuildSql.TAKE_STATIONS, into, RebuildSql.PUT_STATIONS);
            pipe(from, RebuildSql.TAKE_STATES, into, RebuildSql.PUT_STATES);
            pipe(from, RebuildSql.TAKE_RIDERS, into, RebuildSql.PUT_RIDERS);
            pipe(from, RebuildSql.TAKE_CARDS, into, RebuildSql.PUT_CARDS);
            pipe(from, RebuildSql.TAKE_UNLOCKS, into, RebuildSql.PUT_UNLOCKS);
            pipe(from, RebuildSql.TAKE_TARIFFS, into, RebuildSql.PUT_TARIFFS);
            pipe(from, RebuildSql.TAKE_STAFF, into, RebuildSql.PUT_STAFF);
            pipe(from, RebuildSql.TAKE_BIKES, into, RebuildSql.PUT_BIKES);
            pipe(from, RebuildSql.TAKE_RULINGS, into, RebuildSql.PUT_RULINGS);
        }
    }

    private static void pipe(Connection from, String take, Connection into, String put) throws SQLException {
        CopyOut rows = manager(from).copyOut(take);
        CopyIn kept = manager(into).copyIn(put);
        for (byte[] row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
            kept.writeToCopy(row, 0, row.length);
        }
        kept.endCopy();
    }

    private static CopyManager manager(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }
}
