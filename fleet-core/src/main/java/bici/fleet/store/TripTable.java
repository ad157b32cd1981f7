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
                change.wasEnded().ifPresent(was -> addCorrection(corrections, change, was, now));
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
        List<Instant> starts = trips.stream().map(Trip::startedAt).toList();
        try (PreparedStatement statement = connection.prepareStatement(RecordSql.DELETE_TRIPS)) {
            new Columns(connection, statement)
                    .text(trips.stream().map(Trip::id).toList())
                    .times(starts)
                    .one(starts.stream().min(Instant::compareTo).orElseThrow())
                    .one(starts.stream().max(Instant::compareTo).orElseThrow());
            statement.executeUpdate();
        }
    }

    private static void addOpen(CopyText rows, TripChange change, Owners owners) {
        Trip trip = change.after();
        rows.add(trip.id())
                .add(change.bike())
                .add(trip.end() instanceof Trip.End.Riding ? "riding" : "end-unknown")
                .add(trip.startedAt())
                .add(trip.start().station())
                .add(trip.start().number());
        addCause(rows, trip, owners);
    }

    private static void addFinished(CopyText rows, TripChange change, Trip.End.Docked end, Owners owners) {
        Trip trip = change.after();
        rows.add(trip.id())
                .add(change.bike())
                .add(trip.startedAt())
                .add(trip.start().station())
                .add(trip.start().number())
                .add(end.at())
                .add(end.dock().station())
                .add(end.dock().number())
                .add(end.fact());
        addCause(rows, trip, owners);
    }

    private static void addCause(CopyText rows, Trip trip, Owners owners) {
        switch (trip.cause()) {
            case Cause.ByCommand by -> rows.add("command").add(by.command());
            case Cause.ByCard by -> rows.add("card").add(by.card());
            case Cause.ByCrew by -> rows.add("crew").add(by.card());
            case Cause.ByNobody by -> rows.add("nobody").add((Object) null);
        }
        rows.add(trip.flag()).add(owners.find(trip)).endRow();
    }

    private static void addCorrection(CopyText rows, TripChange change, Trip.End.Docked was, Instant now) {
        rows.add(change.after().id())
                .add(now)
                .add(was.fact())
                .add(was.at())
                .add(change.nowEnded().map(Trip.End.Docked::fact))
                .add(change.nowEnded().map(Trip.End.Docked::at))
                .endRow();
    }
}
