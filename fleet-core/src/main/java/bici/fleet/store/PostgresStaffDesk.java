package bici.fleet.store;

import bici.fleet.operations.Notice;
import bici.fleet.operations.Notices;
import bici.fleet.operations.Order;
import bici.fleet.operations.StaffDesk;
import bici.fleet.people.Secrets;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Staff's orders on PostgreSQL; a member's row is locked first, so that one key is one order. */
public final class PostgresStaffDesk implements StaffDesk {
    private static final Instant AFTER_ALL = Instant.parse("9999-12-31T00:00:00Z");

    private final Transactions transactions;
    private final Notices notices;

    public PostgresStaffDesk(DataSource dataSource, Notices notices) {
        this.transactions = new Transactions(dataSource);
        this.notices = notices;
    }

    private record Place(boolean online, long epoch, int capacity, boolean dockMet) {}

    @Override
    public Answer send(Request request, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.MICROS);
        List<Notice> told = new ArrayList<>();
        Answer answer = transactions.run(connection -> {
            Rows rows = new Rows(connection);
            String staff = request.staff().value();
            if (rows.find(CommandSql.LOCK_STAFF, row -> staff, staff).isEmpty()) {
                throw new NoSuchElementException("there is no member of staff " + staff);
            }
            Optional<StationCommand> earlier = rows.find(
                    CommandSql.FIND_BY_KEY,
                    PostgresStaffDesk::command,
                    staff,
                    request.key().value());
            return earlier.isPresent() ? repeat(request, earlier.get()) : accept(connection, request, now, told);
        });
        told.forEach(notices::tell);
        return answer;
    }

    private static Answer repeat(Request request, StationCommand earlier) {
        boolean same = earlier.order() == request.order()
                && earlier.station().equals(request.station())
                && earlier.dock().equals(request.dock())
                && earlier.note().equals(request.note());
        return same ? new Answer.Repeated(earlier) : new Answer.KeyReused();
    }

    private static Answer accept(Connection connection, Request request, Instant now, List<Notice> told)
            throws SQLException {
        Optional<Place> place = new Rows(connection)
                .find(
                        CommandSql.FIND_PLACE,
                        PostgresStaffDesk::place,
                        request.dock().orElse(0),
                        request.station().value());
        if (place.isEmpty()) {
            return new Answer.NoSuchStation();
        }
        if (request.dock().filter(d -> d > place.get().capacity()).isPresent()
                && !place.get().dockMet()) {
            return new Answer.NoSuchDock();
        }
        StationCommand command = new StationCommand(
                new CommandId(Secrets.id()),
                request.order(),
                request.station(),
                request.dock(),
                place.get().online() ? CommandState.QUEUED : CommandState.STATION_OFFLINE,
                Optional.empty(),
                Optional.of(request.staff()),
                Optional.empty(),
                request.note(),
                now,
                now.plus(Order.STAFF_TIME_TO_LIVE),
                place.get().online() ? Optional.empty() : Optional.of(now));
        add(connection, request, command, place.get().epoch());
        told.addAll(wish(connection, request, now));
        AuditLog.add(connection, request, command);
        if (command.state() == CommandState.QUEUED) {
            told.add(new Notice.CommandQueued(request.station()));
        }
        told.add(new Notice.CommandChanged(command.id(), request.station(), Optional.empty(), command.state()));
        told.add(new Notice.StationChanged(request.station()));
        return new Answer.Accepted(command);
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(row.getBoolean("online"), row.getLong("epoch"), row.getInt("capacity"), row.getBoolean("met"));
    }

    private static void add(Connection connection, Request request, StationCommand command, long epoch)
            throws SQLException {
        @Nullable Instant endedAt = command.endedAt().orElse(null);
        new Rows(connection)
                .update(
                        CommandSql.ADD_ORDER,
                        command.id().value(),
                        Words.of(command.order()),
                        command.station().value(),
                        command.dock().orElse(null),
                        request.staff().value(),
                        request.key().value(),
                        command.note(),
                        epoch,
                        Words.of(command.state()),
                        command.requestedAt(),
                        command.deadline(),
                        endedAt,
                        endedAt);
    }

    /** What the order asks for holds for riders from now on; unlocks that it forbids and that were not sent are taken back. */
    private static List<Notice> wish(Connection connection, Request request, Instant now) throws SQLException {
        Rows rows = new Rows(connection);
        String station = request.station().value();
        int dock = request.dock().orElse(0);
        return switch (request.order()) {
            case LOCK_OUT, SERVICE_OUT -> {
                rows.update(
                        CommandSql.WITHDRAW, station, dock, now, request.staff().value(), request.note());
                yield rows.list(CommandSql.CANCEL_UNLOCKS, CommandNotices::read, now, now, station, dock);
            }
            case RELEASE, SERVICE_IN -> {
                rows.update(CommandSql.RESTORE, station, dock);
                yield List.of();
            }
            case IDENTIFY, REBOOT, DIAGNOSTICS, UNLOCK -> List.of();
        };
    }

    @Override
    public Optional<StationCommand> find(CommandId command) {
        return transactions.run(connection ->
                new Rows(connection).find(CommandSql.FIND_COMMAND, PostgresStaffDesk::command, command.value()));
    }

    @Override
    public Page list(Filter filter, int limit, Optional<Cursor> after) {
        int size = Math.clamp(limit, 1, MAX_PAGE);
        List<Object> values = new ArrayList<>();
        filter.station().map(StationId::value).ifPresent(values::add);
        values.add(filter.orders().stream().map(Words::of).toArray(String[]::new));
        values.add(filter.standing().states().stream().map(Words::of).toArray(String[]::new));
        values.add(after.map(Cursor::requestedAt).orElse(AFTER_ALL));
        values.add(after.map(c -> c.command().value()).orElse(""));
        values.add(size + 1);
        List<StationCommand> commands = transactions.run(connection ->
                new Rows(connection).list(statement(filter), PostgresStaffDesk::command, values.toArray()));
        if (commands.size() <= size) {
            return new Page(commands, Optional.empty());
        }
        StationCommand end = commands.get(size - 1);
        return new Page(commands.subList(0, size), Optional.of(new Cursor(end.requestedAt(), end.id())));
    }

    private static String statement(Filter filter) {
        if (filter.station().isPresent()) {
            return CommandSql.LIST_OF_STATION;
        }
        return filter.by() == GivenBy.STAFF ? CommandSql.LIST_OF_STAFF : CommandSql.LIST_ALL;
    }

    private static StationCommand command(ResultSet row) throws SQLException {
        @Nullable Integer dock = row.getObject("dock", Integer.class);
        return new StationCommand(
                new CommandId(row.getString("command_id")),
                Words.parse(Order.class, row.getString("kind")),
                new StationId(row.getString("station_id")),
                Optional.ofNullable(dock),
                Words.parse(CommandState.class, row.getString("state")),
                Optional.ofNullable(row.getString("refusal")).map(word -> Words.parse(Refusal.class, word)),
                Optional.ofNullable(row.getString("staff_id")).map(StaffId::new),
                Optional.ofNullable(row.getString("rider_id")).map(RiderId::new),
                row.getString("note"),
                Times.get(row, "requested_at"),
                Times.get(row, "deadline"),
                Times.find(row, "ended_at"));
    }
}
