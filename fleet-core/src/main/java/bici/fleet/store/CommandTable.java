package bici.fleet.store;

import bici.fleet.ledger.CommandRecords;
import bici.fleet.ledger.Owners;
import bici.fleet.operations.CommandQueue.Outcome;
import bici.fleet.operations.CommandQueue.QueuedCommand;
import bici.fleet.operations.Notice.CommandChanged;
import bici.fleet.operations.Order;
import bici.fleet.operations.ReplyRule;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.Unlock;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Table {@code command}: a row is locked by whoever moves it, and skipped by others who sweep. */
final class CommandTable implements CommandRecords {
    private static final String MARGIN = Unlock.MARGIN.toMillis() + " milliseconds";
    private static final String LONGEST_OPEN = Unlock.LONGEST_OPEN.toMillis() + " milliseconds";

    private final Connection connection;
    private final Rows rows;

    CommandTable(Connection connection) {
        this.connection = connection;
        this.rows = new Rows(connection);
    }

    @Override
    public List<CommandChanged> resolve(Collection<Told> told, Instant now) {
        List<CommandId> commands = told.stream().map(Told::command).toList();
        List<@Nullable String> refusals = new ArrayList<>();
        List<@Nullable FactId> trips = new ArrayList<>();
        told.forEach(t -> refusals.add(t.refusal().map(Refusal::word).orElse(null)));
        told.forEach(t -> trips.add(t.trip().orElse(null)));
        return readChanged(
                CommandSql.RESOLVE,
                columns -> columns.text(commands)
                        .one(now)
                        .one(now)
                        .text(commands)
                        .text(told.stream().map(Told::station).toList())
                        .text(told.stream().map(t -> Words.of(t.state())).toList())
                        .text(refusals)
                        .text(trips));
    }

    @Override
    public List<CommandChanged> refuseGone(Collection<Gone> gone, Instant now) {
        return readChanged(
                CommandSql.REFUSE_GONE,
                columns -> columns.text(gone.stream().map(Gone::bike).toList())
                        .text(gone.stream().map(Gone::station).toList())
                        .times(gone.stream().map(Gone::at).toList())
                        .one(now)
                        .one(now));
    }

    private interface Binding {
        Columns bind(Columns columns) throws SQLException;
    }

    private List<CommandChanged> readChanged(String sql, Binding binding) {
        return Jdbc.ask(() -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                binding.bind(new Columns(connection, statement));
                List<CommandChanged> changed = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        changed.add(CommandNotices.read(row));
                    }
                }
                return changed;
            }
        });
    }

    @Override
    public Map<FactId, Given> findGiven(Collection<Claim> claims) {
        return Jdbc.ask(() -> {
            Map<FactId, Given> given = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(CommandSql.FIND_GIVEN)) {
                new Columns(connection, statement)
                        .one(LONGEST_OPEN)
                        .text(claims.stream().map(Claim::command).toList())
                        .text(claims.stream().map(c -> c.removal().station()).toList())
                        .integers(
                                claims.stream().map(c -> c.removal().journal()).toList())
                        .integers(
                                claims.stream().map(c -> c.removal().sequence()).toList());
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        given.put(FactTable.id(row), given(row));
                    }
                }
            }
            return given;
        });
    }

    private static Given given(ResultSet row) throws SQLException {
        return new Given(
                new DockId(new StationId(row.getString("of_station")), row.getInt("dock")),
                new BikeId(row.getString("bike_id")),
                row.getBoolean("sent"),
                Times.get(row, "deadline"),
                row.getBoolean("outlived"),
                Optional.ofNullable(row.getString("trip_id")).map(FactId::parse));
    }

    @Override
    public void noteEarlier(Map<CommandId, FactId> removals) {
        Jdbc.run(() -> {
            try (PreparedStatement statement = connection.prepareStatement(CommandSql.NOTE_EARLIER)) {
                new Columns(connection, statement).text(removals.keySet()).text(removals.values());
                statement.executeUpdate();
            }
        });
    }

    @Override
    public Owners findOwners(Set<CommandId> commands, Set<CardId> cards) {
        return Jdbc.ask(() -> {
            Map<CommandId, RiderId> byCommand = new HashMap<>();
            Map<CardId, RiderId> byCard = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(CommandSql.LOAD_OWNERS)) {
                new Columns(connection, statement).text(commands).text(cards);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        RiderId rider = new RiderId(row.getString("rider_id"));
                        if (row.getString("cause").equals("card")) {
                            byCard.put(new CardId(row.getString("cause_id")), rider);
                        } else {
                            byCommand.put(new CommandId(row.getString("cause_id")), rider);
                        }
                    }
                }
            }
            return new Owners(byCommand, byCard);
        });
    }

    @Override
    public List<Moved> takeQueued(Collection<StationId> stations, Instant at) {
        return Jdbc.ask(() -> {
            try (PreparedStatement statement = connection.prepareStatement(CommandSql.TAKE_QUEUED)) {
                new Columns(connection, statement)
                        .one(at)
                        .text(stations)
                        .one(at)
                        .one(at)
                        .one(at);
                List<Moved> taken = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        taken.add(moved(row));
                    }
                }
                return taken;
            }
        });
    }

    private static Moved moved(ResultSet row) throws SQLException {
        @Nullable Integer dock = row.getObject("dock", Integer.class);
        Instant requestedAt = Times.get(row, "requested_at");
        QueuedCommand command = new QueuedCommand(
                new CommandId(row.getString("command_id")),
                new StationId(row.getString("station_id")),
                Words.parse(Order.class, row.getString("kind")),
                Optional.ofNullable(dock),
                Optional.ofNullable(row.getString("bike_id")).map(BikeId::new),
                row.getLong("epoch"),
                requestedAt,
                Duration.between(requestedAt, Times.get(row, "deadline")));
        return new Moved(command, Words.parse(CommandState.class, row.getString("state")), rider(row));
    }

    private static Optional<RiderId> rider(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("rider_id")).map(RiderId::new);
    }

    @Override
    public Optional<Standing> lock(CommandId command, StationId station) {
        return Jdbc.ask(() -> rows.find(
                CommandSql.LOCK_COMMAND,
                row -> new Standing(
                        Words.parse(Order.class, row.getString("kind")),
                        Words.parse(CommandState.class, row.getString("state")),
                        rider(row)),
                command.value(),
                station.value()));
    }

    @Override
    public void noteReply(CommandId command, Outcome outcome, Instant at) {
        Jdbc.run(() -> rows.update(CommandSql.NOTE_REPLY, Words.of(outcome), at, command.value()));
    }

    @Override
    public void end(CommandId command, ReplyRule.End end, Instant at) {
        Jdbc.run(() -> rows.update(
                CommandSql.END,
                Words.of(end.state()),
                end.refusal().map(Refusal::word).orElse(null),
                at,
                at,
                command.value()));
    }

    @Override
    public List<CommandChanged> sweep(Instant at) {
        return Jdbc.ask(() -> rows.list(CommandSql.SWEEP, CommandNotices::read, at, at, at, MARGIN, at, at, at, at));
    }
}
