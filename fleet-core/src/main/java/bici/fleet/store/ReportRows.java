package bici.fleet.store;

import bici.fleet.operations.RiderReport;
import bici.fleet.operations.RiderReports.Cursor;
import bici.fleet.operations.RiderReports.Page;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.ReportId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of {@code RiderReportSql.REPORTS}. */
final class ReportRows {
    private static final Instant AFTER_ALL = Instant.parse("9999-12-31T00:00:00Z");

    private ReportRows() {}

    static RiderReport report(ResultSet row) throws SQLException {
        @Nullable Integer dock = row.getObject("dock", Integer.class);
        String note = Optional.ofNullable(row.getString("note")).orElse("");
        return new RiderReport(
                new ReportId(row.getString("report_id")),
                Words.parse(RiderReport.Kind.class, row.getString("kind")),
                new RiderReport.About(
                        Optional.ofNullable(row.getString("station_id")).map(StationId::new),
                        Optional.ofNullable(dock),
                        Optional.ofNullable(row.getString("bike_id")).map(BikeId::new),
                        Optional.ofNullable(row.getString("trip_id")).map(TripId::parse)),
                row.getString("said"),
                Times.get(row, "made_at"),
                Words.parse(RiderReport.State.class, row.getString("state")),
                Times.get(row, "since"),
                Optional.ofNullable(row.getString("staff_id"))
                        .map(staff -> new RiderReport.Handling(new StaffId(staff), note)));
    }

    /** The last two but one parameters of a page's statement. */
    static Instant madeBefore(Optional<Cursor> after) {
        return after.map(Cursor::madeAt).orElse(AFTER_ALL);
    }

    static String lastReport(Optional<Cursor> after) {
        return after.map(cursor -> cursor.report().value()).orElse("");
    }

    /** Of reports that were read with one more than fit. */
    static Page page(List<RiderReport> reports, int size) {
        if (reports.size() <= size) {
            return new Page(reports, Optional.empty());
        }
        RiderReport last = reports.get(size - 1);
        return new Page(reports.subList(0, size), Optional.of(new Cursor(last.madeAt(), last.id())));
    }
}
