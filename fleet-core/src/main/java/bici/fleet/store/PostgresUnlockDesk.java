package bici.fleet.store;

import bici.fleet.operations.Notice;
import bici.fleet.operations.Notices;
import bici.fleet.people.Secrets;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockAnswer;
import bici.fleet.trip.UnlockDesk;
import bici.fleet.trip.UnlockPolicy;
import bici.fleet.trip.UnlockRequest;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
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

/**
 * Unlocks on PostgreSQL. A rider's row is locked first, so that one rider asks for one thing at a time; two riders who want
 * one bike meet at the unique indexes of {@code command}.
 */
public final class PostgresUnlockDesk implements UnlockDesk {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Transactions transactions;
    private final Notices notices;
    private final String policyVersion;
    private final List<UnlockPolicy> policies;

    /**
     * A desk by all current policies.
     *
     * @param policyVersion version of the data policy a rider must have agreed to
     */
    public PostgresUnlockDesk(DataSource dataSource, Notices notices, String policyVersion) {
        this.transactions = new Transactions(dataSource);
        this.notices = notices;
        this.policyVersion = policyVersion;
        this.policies = UnlockPolicy.allCurrentPolicies();
    }

    private record Earlier(String code, Optional<CommandId> command, Optional<Refusal> refusal) {}

    @Override
    public UnlockAnswer request(UnlockRequest request, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.MICROS);
        UnlockAnswer answer = transactions.run(connection -> {
            Rows rows = new Rows(connection);
            String rider = request.rider().value();
            if (rows.find(UnlockSql.LOCK_RIDER, row -> rider, rider).isEmpty()) {
                throw new NoSuchElementException("there is no rider " + request.rider());
            }
            Optional<Earlier> earlier = rows.find(
                    UnlockSql.FIND_REQUEST,
                    PostgresUnlockDesk::earlier,
                    rider,
                    request.key().value());
            return earlier.isPresent() ? repeat(connection, request, earlier.get()) : decide(connection, request, now);
        });
        if (answer instanceof UnlockAnswer.Queued queued) {
            Unlock unlock = queued.unlock();
            notices.tell(new Notice.CommandQueued(unlock.dock().station()));
            notices.tell(new Notice.CommandChanged(unlock.id(), unlock.dock().station(), Optional.of(unlock.rider())));
        }
        return answer;
    }

    private static Earlier earlier(ResultSet row) throws SQLException {
        return new Earlier(
                row.getString("code"),
                Optional.ofNullable(row.getString("command_id")).map(CommandId::new),
                Optional.ofNullable(row.getString("refusal")).map(word -> Words.parse(Refusal.class, word)));
    }

    private static UnlockAnswer repeat(Connection connection, UnlockRequest request, Earlier earlier)
            throws SQLException {
        if (!earlier.code().equals(request.code().value())) {
            return new UnlockAnswer.KeyReused();
        }
        if (earlier.refusal().isPresent()) {
            return new UnlockAnswer.Refused(earlier.refusal().get());
        }
        Unlock unlock = find(connection, request.rider(), earlier.command().orElseThrow())
                .orElseThrow();
        return unlock.state().isEnd() ? new UnlockAnswer.Repeated(unlock) : new UnlockAnswer.InFlight(unlock);
    }

    private UnlockAnswer decide(Connection connection, UnlockRequest request, Instant now) throws SQLException {
        SituationRow found = new Rows(connection)
                .find(
                        UnlockSql.LOAD_SITUATION,
                        SituationRow::read,
                        policyVersion,
                        now.minus(MINUTE),
                        now.minus(HOUR),
                        request.code().value(),
                        request.rider().value())
                .orElseThrow();
        Optional<Refusal> refusal = UnlockPolicy.decide(policies, found.situation());
        if (refusal.isPresent()) {
            return refuse(connection, request, refusal.get(), now);
        }
        Unlock unlock = new Unlock(
                new CommandId(Secrets.id()),
                request.rider(),
                found.bike(),
                found.dock(),
                CommandState.QUEUED,
                Optional.empty(),
                now,
                now.plus(Unlock.TIME_TO_LIVE),
                Optional.empty());
        if (!add(connection, request, unlock, found.epoch())) {
            return refuse(connection, request, Refusal.BIKE_HELD, now);
        }
        note(connection, request, unlock.id().value(), null, now);
        return new UnlockAnswer.Queued(unlock);
    }

    private static boolean add(Connection connection, UnlockRequest request, Unlock unlock, long epoch)
            throws SQLException {
        return new Rows(connection)
                        .update(
                                UnlockSql.ADD_UNLOCK,
                                unlock.id().value(),
                                unlock.dock().station().value(),
                                unlock.dock().number(),
                                unlock.bike().value(),
                                unlock.rider().value(),
                                request.key().value(),
                                epoch,
                                unlock.requestedAt(),
                                unlock.deadline())
                == 1;
    }

    private static UnlockAnswer refuse(Connection connection, UnlockRequest request, Refusal refusal, Instant now)
            throws SQLException {
        note(connection, request, null, refusal.word(), now);
        return new UnlockAnswer.Refused(refusal);
    }

    private static void note(
            Connection connection,
            UnlockRequest request,
            @Nullable String command,
            @Nullable String refusal,
            Instant now)
            throws SQLException {
        new Rows(connection)
                .update(
                        UnlockSql.ADD_REQUEST,
                        request.rider().value(),
                        request.key().value(),
                        request.code().value(),
                        now,
                        command,
                        refusal);
    }

    @Override
    public Optional<Unlock> find(RiderId rider, CommandId unlock) {
        return transactions.run(connection -> find(connection, rider, unlock));
    }

    private static Optional<Unlock> find(Connection connection, RiderId rider, CommandId unlock) throws SQLException {
        return new Rows(connection)
                .find(UnlockSql.FIND_UNLOCK, PostgresUnlockDesk::unlock, unlock.value(), rider.value());
    }

    private static Unlock unlock(ResultSet row) throws SQLException {
        return new Unlock(
                new CommandId(row.getString("command_id")),
                new RiderId(row.getString("rider_id")),
                new BikeId(row.getString("bike_id")),
                new DockId(new StationId(row.getString("station_id")), row.getInt("dock")),
                Words.parse(CommandState.class, row.getString("state")),
                Optional.ofNullable(row.getString("refusal")).map(word -> Words.parse(Refusal.class, word)),
                Times.get(row, "requested_at"),
                Times.get(row, "deadline"),
                Optional.ofNullable(row.getString("trip_id")).map(TripId::parse));
    }
}
