package bici.fleet.store;

import bici.fleet.operations.StaffDesk.Request;
import bici.fleet.operations.StaffDesk.StationCommand;
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
        add(connection, entry, null);
    }

    /** Adds the entry of an order, the last act of its transaction: entries come one by one. The head goes to the log, outside the database. */
    static void add(Connection connection, Request request, StationCommand command) throws SQLException {
        String subject =
                request.station() + request.dock().map(dock -> "/" + dock).orElse("");
        add(
                connection,
                new Entry(
                        command.requestedAt(), request.staff(), Words.of(request.order()), subject, request.note()),
                command.id().value());
    }

    private static void add(Connection connection, Entry entry, @Nullable String command) throws SQLException {
        List<String> head = new Rows(connection)
                .list(
                        CommandSql.ADD_AUDIT,
                        row -> row.getLong("entry") + " " + row.getString("hash"),
                        entry.at(),
                        entry.staff().value(),
                        entry.act(),
                        entry.subject(),
                        entry.note(),
                        command);
        LOG.info("audit log: {}", head);
    }
}
