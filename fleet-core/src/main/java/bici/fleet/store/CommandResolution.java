package bici.fleet.store;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Event;
import bici.fleet.dock.RecordedFact;
import bici.fleet.operations.Notice;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What facts say of commands, in the transaction that records them: two statements at most, whatever their number. A
 * removal counts more than anything else that a batch says of its command.
 */
final class CommandResolution {
    private final Map<CommandId, Told> told = new TreeMap<>();
    private final List<Gone> gone = new ArrayList<>();
    private final Instant now;

    private CommandResolution(Instant now) {
        this.now = now;
    }

    private record Told(StationId station, CommandState state, Optional<Refusal> refusal, Optional<FactId> trip) {}

    private record Gone(BikeId bike, StationId station, Instant at) {}

    static CommandResolution of(List<RecordedFact> facts) {
        CommandResolution resolution = new CommandResolution(
                facts.isEmpty() ? Instant.EPOCH : facts.get(0).arrivedAt());
        facts.forEach(resolution::add);
        return resolution;
    }

    private void add(RecordedFact recorded) {
        StationId station = recorded.fact().id().station();
        switch (recorded.fact().event()) {
            case Event.BikeRemoved removed -> {
                gone.add(new Gone(removed.bike(), station, recorded.at()));
                if (removed.cause() instanceof Cause.ByCommand by) {
                    told.put(
                            by.command(),
                            new Told(
                                    station,
                                    CommandState.DONE,
                                    Optional.empty(),
                                    Optional.of(recorded.fact().id())));
                }
            }
            case Event.LockOpenedNotTaken open ->
                open.command()
                        .ifPresent(command -> told.putIfAbsent(
                                command,
                                new Told(station, CommandState.NOT_TAKEN, Optional.empty(), Optional.empty())));
            case Event.LockFailed failed ->
                failed.command()
                        .ifPresent(command -> told.putIfAbsent(
                                command,
                                new Told(
                                        station,
                                        CommandState.REFUSED,
                                        Optional.of(Refusal.LOCK_FAILED),
                                        Optional.empty())));
            default -> {
                // Says nothing of a command.
            }
        }
    }

    List<Notice> write(Connection connection) throws SQLException {
        List<Notice> changed = new ArrayList<>();
        if (!told.isEmpty()) {
            resolve(connection, changed);
        }
        if (!gone.isEmpty()) {
            refuseGone(connection, changed);
        }
        return changed;
    }

    private void resolve(Connection connection, List<Notice> changed) throws SQLException {
        List<@Nullable String> refusals = new ArrayList<>();
        List<@Nullable FactId> trips = new ArrayList<>();
        told.values().forEach(t -> refusals.add(t.refusal().map(Refusal::word).orElse(null)));
        told.values().forEach(t -> trips.add(t.trip().orElse(null)));
        try (PreparedStatement statement = connection.prepareStatement(CommandSql.RESOLVE)) {
            new Columns(connection, statement)
                    .text(told.keySet())
                    .one(now)
                    .one(now)
                    .text(told.keySet())
                    .text(told.values().stream().map(Told::station).toList())
                    .text(told.values().stream().map(t -> Words.of(t.state())).toList())
                    .text(refusals)
                    .text(trips);
            readChanged(statement, changed);
        }
    }

    /** Whoever waits for a bike that went otherwise waits no longer. */
    private void refuseGone(Connection connection, List<Notice> changed) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CommandSql.REFUSE_GONE)) {
            new Columns(connection, statement)
                    .text(gone.stream().map(Gone::bike).toList())
                    .text(gone.stream().map(Gone::station).toList())
                    .times(gone.stream().map(Gone::at).toList())
                    .one(now)
                    .one(now);
            readChanged(statement, changed);
        }
    }

    private static void readChanged(PreparedStatement statement, List<Notice> changed) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                changed.add(CommandNotices.changed(rows));
            }
        }
    }
}
