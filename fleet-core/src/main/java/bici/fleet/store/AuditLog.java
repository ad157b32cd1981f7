package bici.fleet.store;

import bici.fleet.operations.ActLog;
import bici.fleet.operations.BikeDesk;
import bici.fleet.operations.StaffDesk.Request;
import bici.fleet.operations.StaffDesk.StationCommand;
import bici.fleet.operations.StationConfigs;
import bici.fleet.vocabulary.StaffId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Table {@code audit_log}: what staff did, chained by hashes. */
final class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private AuditLog() {}

    /** What a member of staff did, where no command was sent. */
    record Entry(Instant at, StaffId staff, String act, String subject, String note) {}

    /** Adds an entry, the last act of its transaction but for what follows from it. */
    static void add(Connection connection, Entry entry) throws SQLException {
        append(connection, entry.at(), entry.staff().value(), entry.act(), entry.subject(), entry.note(), null);
    }

    /** Adds an entry of whoever it names. */
    static void add(Connection connection, ActLog.Entry entry, Instant at) throws SQLException {
        append(connection, at, entry.by().value(), entry.act(), entry.subject(), entry.note(), null);
    }

    /** Adds the entry of settings that are wanted, the last act of its transaction. */
    static void add(Connection connection, StationConfigs.Request request, StationConfigs.Config config, Instant at)
            throws SQLException {
        String what = "version " + config.version() + (request.note().isEmpty() ? "" : ": " + request.note());
        append(
                connection,
                at,
                request.staff().value(),
                "set-config",
                request.station().value(),
                what,
                null);
    }

    /** Adds the entry of a bike in or out of service, the last act of its transaction. */
    static void add(Connection connection, BikeDesk.Request request, Instant at) throws SQLException {
        append(
                connection,
                at,
                request.staff().value(),
                request.inService() ? "bike-in" : "bike-out",
                request.bike().value(),
                request.note(),
                null);
    }

    /** Adds the entry of an order, the last act of its transaction: entries come one by one. The head goes to the log, outside the database. */
    static void add(Connection connection, Request request, StationCommand command) throws SQLException {
        String subject =
                request.station() + request.dock().map(dock -> "/" + dock).orElse("");
        append(
                connection,
                command.requestedAt(),
                request.staff().value(),
                Words.of(request.order()),
                subject,
                request.note(),
                command.id().value());
    }

    private static void append(Connection connection, Instant at, @Nullable Object... rest) throws SQLException {
        @Nullable Object[] all = new @Nullable Object[rest.length + 1];
        all[0] = at;
        System.arraycopy(rest, 0, all, 1, rest.length);
        List<String> head = new Rows(connection)
                .list(CommandSql.ADD_AUDIT, row -> row.getLong("entry") + " " + row.getString("hash"), all);
        LOG.info("audit log: {}", head);
    }
}
