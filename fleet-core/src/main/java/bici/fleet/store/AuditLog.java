package bici.fleet.store;

import bici.fleet.operations.StaffDesk.Request;
import bici.fleet.operations.StaffDesk.StationCommand;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Table {@code audit_log}: what staff did, chained by hashes. */
final class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private AuditLog() {}

    /** Adds the entry of an order, the last act of its transaction: entries come one by one. The head goes to the log, outside the database. */
    static void add(Connection connection, Request request, StationCommand command) throws SQLException {
        String subject =
                request.station() + request.dock().map(dock -> "/" + dock).orElse("");
        List<String> head = new Rows(connection)
                .list(
                        CommandSql.ADD_AUDIT,
                        row -> row.getLong("entry") + " " + row.getString("hash"),
                        command.requestedAt(),
                        request.staff().value(),
                        Words.of(request.order()),
                        subject,
                        request.note(),
                        command.id().value());
        LOG.info("audit log: {}", head);
    }
}
