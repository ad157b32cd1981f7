package bici.fleet.store;

import bici.fleet.operations.Notice;
import bici.fleet.operations.Notices;
import bici.fleet.operations.ReportDesk;
import bici.fleet.operations.RiderReport;
import bici.fleet.operations.RiderReports;
import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What staff do about riders' reports, on PostgreSQL; the member's row is locked first, then the report's. */
public final class PostgresReportDesk implements ReportDesk {
    private final Transactions transactions;
    private final Notices notices;

    public PostgresReportDesk(DataSource dataSource, Notices notices) {
        this.transactions = new Transactions(dataSource);
        this.notices = notices;
    }

    @Override
    public RiderReports.Page list(Filter filter, int limit, Optional<RiderReports.Cursor> after) {
        int size = Math.clamp(limit, 1, RiderReports.MAX_PAGE);
        String sql = switch (filter.choice()) {
            case WAITING -> RiderReportSql.LIST_WAITING;
            case CLOSED -> RiderReportSql.LIST_CLOSED;
            case ALL -> RiderReportSql.LIST_ALL;
        };
        @Nullable String kind = filter.kind().map(Words::of).orElse(null);
        @Nullable String station = filter.station().map(StationId::value).orElse(null);
        List<RiderReport> reports = transactions.read(connection -> new Rows(connection)
                .list(
                        sql,
                        ReportRows::report,
                        kind,
                        kind,
                        station,
                        station,
                        ReportRows.madeBefore(after),
                        ReportRows.lastReport(after),
                        size + 1));
        return ReportRows.page(reports, size);
    }

    /** An act that came before. */
    private record Earlier(String report, RiderReport.Act act, String note) {}

    @Override
    public Answer act(Request request, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.MICROS);
        Answer answer = transactions.run(connection -> {
            Rows rows = new Rows(connection);
            String staff = request.staff().value();
            if (rows.find(CommandSql.LOCK_STAFF, row -> staff, staff).isEmpty()) {
                throw new NoSuchElementException("there is no member of staff " + staff);
            }
            Optional<Earlier> earlier = rows.find(
                    RiderReportSql.FIND_ACT,
                    row -> new Earlier(
                            row.getString("report_id"),
                            Words.parse(RiderReport.Act.class, row.getString("act")),
                            row.getString("note")),
                    staff,
                    request.key().value());
            return earlier.isPresent() ? repeat(rows, request, earlier.get()) : judge(connection, request, now);
        });
        if (answer instanceof Answer.Done) {
            notices.tell(new Notice.ReportChanged());
        }
        return answer;
    }

    private static Answer repeat(Rows rows, Request request, Earlier earlier) throws SQLException {
        boolean same = earlier.equals(new Earlier(request.report().value(), request.act(), request.note()));
        return same ? new Answer.Repeated(get(rows, request)) : new Answer.KeyReused();
    }

    private static Answer judge(Connection connection, Request request, Instant now) throws SQLException {
        Rows rows = new Rows(connection);
        Optional<RiderReport.State> state = rows.find(
                RiderReportSql.LOCK_REPORT,
                row -> Words.parse(RiderReport.State.class, row.getString("state")),
                request.report().value());
        if (state.isEmpty()) {
            return new Answer.NoSuchReport();
        }
        if (!request.act().isLegal(state.get())) {
            return new Answer.WrongState();
        }
        rows.update(
                RiderReportSql.SET_STATE,
                Words.of(request.act().leadsTo()),
                now,
                request.report().value());
        rows.update(
                RiderReportSql.ADD_ACT,
                request.report().value(),
                Words.of(request.act()),
                request.staff().value(),
                request.key().value(),
                request.note(),
                now);
        String act = "report-" + Words.of(request.act());
        AuditLog.add(
                connection,
                new AuditLog.Entry(now, request.staff(), act, request.report().value(), request.note()));
        return new Answer.Done(get(rows, request));
    }

    private static RiderReport get(Rows rows, Request request) throws SQLException {
        return rows.find(
                        RiderReportSql.FIND,
                        ReportRows::report,
                        request.report().value())
                .orElseThrow();
    }
}
