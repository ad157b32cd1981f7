package bici.fleet.store;

import bici.fleet.report.TripExport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Trip export straight from PostgreSQL's COPY. */
public final class PostgresTripExport implements TripExport {
    private final Transactions transactions;

    public PostgresTripExport(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public long write(Selection selection, OutputStream out) throws IOException {
        try {
            return transactions.run(connection -> copy(connection, selection, out));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static long copy(Connection connection, Selection selection, OutputStream out) throws SQLException {
        try (PreparedStatement bind = connection.prepareStatement(ReportSql.BIND_EXPORT)) {
            bind.setString(1, selection.zone().getId());
            bind.setString(2, Times.text(selection.from()));
            bind.setString(3, Times.text(selection.until()));
            bind.execute();
        }
        try {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql(selection.layout()), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sql(TripLayout layout) {
        return switch (layout) {
            case CITIBIKE_2013 -> ReportSql.EXPORT_CITIBIKE_2013;
        };
    }
}
