package bici.fleet.store;

import bici.fleet.report.TripExport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Trip export straight from PostgreSQL's COPY. */
public final class PostgresTripExport implements TripExport {
    private final Transactions transactions;
    private final Clock clock;

    public PostgresTripExport(DataSource dataSource, Clock clock) {
        this.transactions = new Transactions(dataSource);
        this.clock = clock;
    }

    @Override
    public long write(Selection selection, OutputStream out) throws IOException {
        try {
            if (selection.layout() == TripLayout.CITIBIKE_2013) {
                note(selection);
            }
            return transactions.run(connection -> copy(connection, selection, out));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Before a byte is handed out: what is read afterwards may be corrected from now on. */
    private void note(Selection selection) {
        transactions.run(connection -> new Rows(connection)
                .update(ReportSql.NOTE_EXPORT, clock.instant(), selection.from(), selection.until()));
    }

    private static long copy(Connection connection, Selection selection, OutputStream out) throws SQLException {
        try (PreparedStatement bind = connection.prepareStatement(ReportSql.BIND_EXPORT)) {
            bind.setString(1, zone(selection.zone()));
            bind.setString(2, Times.text(selection.from()));
            bind.setString(3, Times.text(selection.until()));
            bind.execute();
        }
        CopyOut rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql(selection.layout()));
        try {
            for (byte[] row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
                out.write(row);
            }
        } catch (IOException e) {
            // In the middle of a COPY: nobody may use this connection again.
            connection.abort(Runnable::run);
            throw new UncheckedIOException(e);
        }
        return rows.getHandledRowCount();
    }

    /** PostgreSQL reads the sign of a bare offset the POSIX way, west of Greenwich as plus. */
    private static String zone(ZoneId zone) {
        if (!(zone.normalized() instanceof ZoneOffset offset)) {
            return zone.getId();
        }
        Duration west = Duration.ofSeconds(-offset.getTotalSeconds());
        String clock = "%02d:%02d:%02d"
                .formatted(
                        west.abs().toHours(),
                        west.abs().toMinutesPart(),
                        west.abs().toSecondsPart());
        return "<wall>" + (west.isNegative() ? "-" : "+") + clock;
    }

    private static String sql(TripLayout layout) {
        return switch (layout) {
            case CITIBIKE_2013 -> ReportSql.EXPORT_CITIBIKE_2013;
            case CORRECTIONS -> ReportSql.EXPORT_CORRECTIONS;
        };
    }
}
