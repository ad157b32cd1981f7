package bici.fleet.store;

import bici.fleet.dock.Cause;
import bici.fleet.ledger.Owners;
import bici.fleet.ledger.TripChange;
import bici.fleet.ledger.TripRecords;
import bici.fleet.trip.Trip;
import bici.fleet.vocabulary.TripId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tables {@code open_trip}, {@code trip} and {@code trip_correction}. */
final class TripTable implements TripRecords {
    private final Connection connection;

    TripTable(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void write(List<TripChange> changes, Owners owners, Instant now) {
        Jdbc.run(() -> {
            deleteOpen(changes.stream()
                    .filter(c -> c.before().isPresent() && c.wasEnded().isEmpty())
                    .map(c -> c.after().id())
                    .toList());
            deleteFinished(changes.stream()
                    .filter(c -> c.wasEnded().isPresent())
                    .flatMap(c -> c.before().stream())
                    .toList());
            CopyText open = new CopyText();
            CopyText finished = new CopyText();
            CopyText corrections = new CopyText();
            for (TripChange change : changes) {
                change.nowEnded()
                        .ifPresentOrElse(
                                end -> addFinished(finished, change, end, owners), () -> addOpen(open, change, owners));
                if (change.isCorrection()) {
                    addCorrection(corrections, change, now);
                }
            }
            open.send(connection, RecordSql.COPY_OPEN_TRIPS);
            finished.send(connection, RecordSql.COPY_TRIPS);
            corrections.send(connection, RecordSql.COPY_CORRECTIONS);
        });
    }

    private void deleteOpen(List<TripId> trips) throws SQLException {
        if (trips.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(RecordSql.DELETE_OPEN_TRIPS)) {
            new Columns(connection, statement).text(trips);
            statement.executeUpdate();
        }
    }

    private void deleteFinished(List<Trip> trips) throws SQLException {
        if (trips.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(RecordSql.DELETE_TRIPS)) {
            new Columns(connection, statement).text(trips.stream().map(Trip::id).toList());
            statement.executeUpdate();
        }
    }

    private static void addOpen(CopyText rows, TripChange change, Owners owners) {
        Trip trip = change.after();
        rows.add(trip.id())
                .add(change.bike())
                .add(state(trip.end()))
                .add(trip.startedAt())
                .add(trip.startEstimated())
                .add(trip.start().station())
                .add(trip.start().number());
        addCause(rows, trip, owners)
                .add(
                        trip.end() instanceof Trip.End.NotYetKnown unknown
                                ? unknown.by().orElse(null)
                                : null)
                .add(ruling(Optional.of(trip.end())))
                .endRow();
    }

    private static String state(Trip.End end) {
        return switch (end) {
            case Trip.End.Riding riding -> "riding";
            case Trip.End.NotYetKnown unknown -> "end-unknown";
            case Trip.End.CorrectedAway away -> "corrected-away";
            case Trip.End.Ended ended -> throw new IllegalArgumentException("not open: " + ended);
        };
    }

    private static void addFinished(CopyText rows, TripChange change, Trip.End.Ended end, Owners owners) {
        Trip trip = change.after();
        rows.add(trip.id())
                .add(change.bike())
                .add(trip.startedAt())
                .add(trip.startEstimated())
                .add(trip.start().station())
                .add(trip.start().number())
                .add(end.at())
                .add(docked(end).filter(Trip.End.Docked::estimated).isPresent())
                .add(docked(end).map(docked -> docked.dock().station()))
                .add(docked(end).map(docked -> docked.dock().number()))
                .add(docked(end).map(Trip.End.Docked::fact));
        addCause(rows, trip, owners)
                .add(ruling(Optional.of(end)))
                .add(docked(end).filter(Trip.End.Docked::repaired).isPresent())
                .endRow();
    }

    private static CopyText addCause(CopyText rows, Trip trip, Owners owners) {
        switch (trip.cause()) {
            case Cause.ByCommand by -> rows.add("command").add(by.command());
            case Cause.ByCard by -> rows.add("card").add(by.card());
            case Cause.ByCrew by -> rows.add("crew").add(by.card());
            case Cause.ByNobody by -> rows.add("nobody").add((Object) null);
        }
        return rows.add(trip.flag()).add(owners.find(trip));
    }

    private static void addCorrection(CopyText rows, TripChange change, Instant now) {
        Optional<Trip.End.Ended> was = change.wasEnded();
        Optional<Trip.End.Ended> is = change.nowEnded();
        rows.add(change.after().id())
                .add(now)
                .add(was.flatMap(TripTable::docked).map(Trip.End.Docked::fact))
                .add(was.map(Trip.End.Ended::at))
                .add(is.flatMap(TripTable::docked).map(Trip.End.Docked::fact))
                .add(is.map(Trip.End.Ended::at))
                .add(ruling(change.before().map(Trip::end)))
                .add(ruling(Optional.of(change.after().end())))
                .endRow();
    }

    private static Optional<Trip.End.Docked> docked(Trip.End end) {
        return end instanceof Trip.End.Docked docked ? Optional.of(docked) : Optional.empty();
    }

    /** The ruling that made an end what it is. */
    private static Optional<Long> ruling(Optional<Trip.End> end) {
        if (end.orElse(null) instanceof Trip.End.Returned returned) {
            return Optional.of(returned.ruling());
        }
        return end.orElse(null) instanceof Trip.End.CorrectedAway away ? Optional.of(away.ruling()) : Optional.empty();
    }
}
