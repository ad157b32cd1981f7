package bici.fleet.store;

import bici.fleet.operations.CommandQueue;
import bici.fleet.operations.Notice;
import bici.fleet.operations.Notices;
import bici.fleet.operations.Order;
import bici.fleet.operations.ReplyRule;
import bici.fleet.operations.ReplyRule.End;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.Unlock;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StationId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outbox of commands on PostgreSQL: a row is locked by whoever moves it, and skipped by others who sweep. */
public final class PostgresCommandQueue implements CommandQueue {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresCommandQueue.class);
    private static final String MARGIN = Unlock.MARGIN.toMillis() + " milliseconds";

    private final Transactions transactions;
    private final Notices notices;

    public PostgresCommandQueue(DataSource dataSource, Notices notices) {
        this.transactions = new Transactions(dataSource);
        this.notices = notices;
    }

    private record Moved(Notice notice, CommandState state, QueuedCommand command) {}

    private record Standing(Order order, CommandState state, Optional<RiderId> rider) {}

    @Override
    public List<QueuedCommand> takeQueued(Collection<StationId> stations, Instant at) {
        if (stations.isEmpty()) {
            return List.of();
        }
        List<Moved> moved = transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(CommandSql.TAKE_QUEUED)) {
                new Columns(connection, statement)
                        .one(at)
                        .text(stations)
                        .one(at)
                        .one(at)
                        .one(at);
                List<Moved> taken = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        taken.add(moved(rows));
                    }
                }
                return taken;
            }
        });
        moved.forEach(m -> notices.tell(m.notice()));
        return moved.stream()
                .filter(m -> m.state() == CommandState.SENT)
                .map(Moved::command)
                .toList();
    }

    private static Moved moved(ResultSet row) throws SQLException {
        @Nullable Integer dock = row.getObject("dock", Integer.class);
        Instant requestedAt = Times.get(row, "requested_at");
        return new Moved(
                CommandNotices.changed(row),
                Words.parse(CommandState.class, row.getString("state")),
                new QueuedCommand(
                        new CommandId(row.getString("command_id")),
                        new StationId(row.getString("station_id")),
                        Words.parse(Order.class, row.getString("kind")),
                        Optional.ofNullable(dock),
                        Optional.ofNullable(row.getString("bike_id")).map(BikeId::new),
                        row.getLong("epoch"),
                        requestedAt,
                        Duration.between(requestedAt, Times.get(row, "deadline"))));
    }

    @Override
    public void reply(StationId station, CommandId command, Reply reply, Instant at) {
        Optional<Notice> notice = transactions.run(connection -> {
            Rows rows = new Rows(connection);
            Optional<Standing> found = rows.find(
                    CommandSql.LOCK_COMMAND, PostgresCommandQueue::standing, command.value(), station.value());
            if (found.isEmpty()) {
                LOG.warn("{} replies to command {}, which is none of its own", station, command);
                return Optional.empty();
            }
            rows.update(CommandSql.NOTE_REPLY, Words.of(reply.outcome()), at, command.value());
            Optional<End> end = ReplyRule.end(found.get().order(), found.get().state(), reply);
            if (end.isEmpty()) {
                return Optional.empty();
            }
            rows.update(
                    CommandSql.END,
                    Words.of(end.get().state()),
                    end.get().refusal().map(Refusal::word).orElse(null),
                    at,
                    at,
                    command.value());
            return Optional.of(
                    new Notice.CommandChanged(command, station, found.get().rider()));
        });
        notice.ifPresent(notices::tell);
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                Words.parse(Order.class, row.getString("kind")),
                Words.parse(CommandState.class, row.getString("state")),
                Optional.ofNullable(row.getString("rider_id")).map(RiderId::new));
    }

    @Override
    public void sweep(Instant at) {
        List<Notice> changed = transactions.run(connection -> new Rows(connection)
                .list(CommandSql.SWEEP, CommandNotices::changed, at, at, at, MARGIN, at, at, at, at));
        changed.forEach(notices::tell);
    }
}
