package bici.fleet.store;

import bici.fleet.operations.Notice;
import bici.fleet.operations.Notices;
import bici.fleet.operations.RiderReport;
import bici.fleet.operations.RiderReports;
import bici.fleet.people.Secrets;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.ReportId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Riders' reports on PostgreSQL; the rider's row is locked first, so that one key is one report and all are counted. */
public final class PostgresRiderReports implements RiderReports {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Transactions transactions;
    private final Notices notices;

    public PostgresRiderReports(DataSource dataSource, Notices notices) {
        this.transactions = new Transactions(dataSource);
        this.notices = notices;
    }

    /** What is there by the names that were given. */
    private record Known(boolean station, boolean dock, boolean bike, Optional<BikeId> bikeOfTrip) {
        static Known read(ResultSet row) throws SQLException {
            return new Known(
                    row.getBoolean("station"),
                    row.getBoolean("dock"),
                    row.getBoolean("bike"),
                    Optional.ofNullable(row.getString("bike_of_trip")).map(BikeId::new));
        }

        Optional<Subject> missing(RiderReport.About about) {
            if (about.station().isPresent() && !station) {
                return Optional.of(Subject.STATION);
            }
            if (about.dock().isPresent() && !dock) {
                return Optional.of(Subject.DOCK);
            }
            if (about.bike().isPresent() && !bike) {
                return Optional.of(Subject.BIKE);
            }
            return about.trip().isPresent() && bikeOfTrip.isEmpty() ? Optional.of(Subject.TRIP) : Optional.empty();
        }

        /** Of a trip the bike is known, whether it was named or not. */
        RiderReport.About filled(RiderReport.About about) {
            return new RiderReport.About(
                    about.station(), about.dock(), about.bike().or(this::bikeOfTrip), about.trip());
        }
    }

    @Override
    public Answer make(Request request, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.MICROS);
        Answer answer = transactions.run(connection -> {
            Rows rows = new Rows(connection);
            String rider = request.rider().value();
            if (rows.find(RiderReportSql.LOCK_RIDER, row -> rider, rider).isEmpty()) {
                throw new NoSuchElementException("there is no rider " + rider);
            }
            Known known = known(rows, request);
            Optional<Subject> missing = known.missing(request.about());
            if (missing.isPresent()) {
                return new Answer.Unknown(missing.get());
            }
            RiderReport.About about = known.filled(request.about());
            Optional<RiderReport> earlier = rows.find(
                    RiderReportSql.FIND_BY_KEY,
                    ReportRows::report,
                    rider,
                    request.key().value());
            if (earlier.isPresent()) {
                return repeat(request, about, earlier.get());
            }
            Optional<Duration> wait = waitOf(rows, rider, now);
            return wait.isPresent()
                    ? new Answer.TooMany(wait.get())
                    : new Answer.Made(add(connection, request, about, now));
        });
        if (answer instanceof Answer.Made) {
            notices.tell(new Notice.ReportChanged());
        }
        return answer;
    }

    private static Known known(Rows rows, Request request) throws SQLException {
        RiderReport.About about = request.about();
        @Nullable String station = about.station().map(StationId::value).orElse(null);
        @Nullable Integer dock = about.dock().orElse(null);
        @Nullable String trip = about.trip().map(TripId::toString).orElse(null);
        String rider = request.rider().value();
        return rows.find(
                        RiderReportSql.FIND_SUBJECTS,
                        Known::read,
                        station,
                        station,
                        dock,
                        dock,
                        about.bike().map(BikeId::value).orElse(null),
                        trip,
                        rider,
                        trip,
                        rider)
                .orElseThrow();
    }

    private static Answer repeat(Request request, RiderReport.About about, RiderReport earlier) {
        boolean same = earlier.kind() == request.kind()
                && earlier.about().equals(about)
                && earlier.said().equals(request.said());
        return same ? new Answer.Repeated(earlier) : new Answer.KeyReused();
    }

    private static Optional<Duration> waitOf(Rows rows, String rider, Instant now) throws SQLException {
        return rows.find(
                        RiderReportSql.RECENT,
                        row -> row.getInt("made") < MOST_AN_HOUR
                                ? Optional.<Duration>empty()
                                : Times.find(row, "earliest")
                                        .map(earliest -> Duration.between(now, earliest.plus(HOUR))),
                        rider,
                        now.minus(HOUR))
                .flatMap(found -> found);
    }

    private static RiderReport add(Connection connection, Request request, RiderReport.About about, Instant now)
            throws SQLException {
        RiderReport report = new RiderReport(
                new ReportId(Secrets.id()),
                request.kind(),
                about,
                request.said(),
                now,
                RiderReport.State.OPEN,
                now,
                Optional.empty());
        new Rows(connection)
                .update(
                        RiderReportSql.ADD,
                        report.id().value(),
                        request.rider().value(),
                        request.key().value(),
                        Words.of(report.kind()),
                        about.station().map(StationId::value).orElse(null),
                        about.dock().orElse(null),
                        about.bike().map(BikeId::value).orElse(null),
                        about.trip().map(TripId::toString).orElse(null),
                        report.said(),
                        now,
                        now);
        return report;
    }

    @Override
    public Page list(RiderId rider, int limit, Optional<Cursor> after) {
        int size = Math.clamp(limit, 1, MAX_PAGE);
        List<RiderReport> reports = transactions.read(connection -> new Rows(connection)
                .list(
                        RiderReportSql.LIST_OF_RIDER,
                        ReportRows::report,
                        rider.value(),
                        ReportRows.madeBefore(after),
                        ReportRows.lastReport(after),
                        size + 1));
        return ReportRows.page(reports, size);
    }
}
