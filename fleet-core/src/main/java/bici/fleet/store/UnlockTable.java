package bici.fleet.store;

import bici.fleet.ledger.UnlockRecords;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.Unlock;
import bici.fleet.trip.UnlockPolicy;
import bici.fleet.trip.UnlockRequest;
import bici.fleet.trip.UnlockSituation;
import bici.fleet.trip.UnlockSituation.Asker;
import bici.fleet.trip.UnlockSituation.Target;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.GuessLimit;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.TripId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Riders' unlocks in table {@code command}, and table {@code unlock_request}. */
final class UnlockTable implements UnlockRecords {
    private final Rows rows;

    UnlockTable(Connection connection) {
        this.rows = new Rows(connection);
    }

    @Override
    public boolean lockRider(RiderId rider) {
        return Jdbc.ask(() ->
                rows.find(UnlockSql.LOCK_RIDER, row -> rider, rider.value()).isPresent());
    }

    @Override
    public Optional<Earlier> findRequest(RiderId rider, IdempotencyKey key) {
        return Jdbc.ask(() -> rows.find(
                UnlockSql.FIND_REQUEST,
                row -> new Earlier(
                        row.getString("code"),
                        Optional.ofNullable(row.getString("command_id")).map(CommandId::new),
                        refusal(row)),
                rider.value(),
                key.value()));
    }

    @Override
    public boolean cancelQueued(CommandId unlock, Instant at) {
        return Jdbc.ask(() -> rows.update(UnlockSql.CANCEL_QUEUED, at, at, unlock.value()) == 1);
    }

    private static Optional<Refusal> refusal(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("refusal")).map(word -> Words.parse(Refusal.class, word));
    }

    @Override
    public Situation loadSituation(UnlockRequest request, Since since) {
        return Jdbc.ask(() -> rows.find(
                        UnlockSql.LOAD_SITUATION,
                        row -> situation(row, since.now()),
                        since.policyVersion(),
                        since.unlocks(),
                        since.now().minus(GuessLimit.REMEMBERED),
                        request.typed(),
                        request.rider().value())
                .orElseThrow());
    }

    private static Situation situation(ResultSet row, Instant now) throws SQLException {
        Asker asker = new Asker(
                row.getBoolean("suspended"),
                row.getBoolean("consented"),
                row.getBoolean("trip_open"),
                row.getBoolean("unlock_pending"),
                row.getInt("unlocks_lately"),
                UnlockPolicy.WRONG_CODES.waitAt(now, Times.list(row, "wrong_codes")));
        Optional<Target> target = row.getBoolean("known_code") ? Optional.of(target(row)) : Optional.empty();
        return new Situation(new UnlockSituation(asker, target), row.getLong("epoch"));
    }

    private static Target target(ResultSet row) throws SQLException {
        @Nullable String station = row.getString("station_id");
        return new Target(
                station == null
                        ? Optional.empty()
                        : Optional.of(new DockId(new StationId(station), row.getInt("dock"))),
                Optional.ofNullable(row.getString("bike_id")).map(BikeId::new),
                row.getBoolean("bike_in_trip"),
                row.getBoolean("bike_in_service"),
                row.getBoolean("held"),
                row.getBoolean("dock_faulty"),
                row.getBoolean("dock_locked_out"),
                row.getBoolean("station_online"),
                row.getBoolean("station_in_service"));
    }

    @Override
    public boolean add(Unlock unlock, IdempotencyKey key, long epoch) {
        return Jdbc.ask(() -> rows.update(
                        UnlockSql.ADD_UNLOCK,
                        unlock.id().value(),
                        unlock.dock().station().value(),
                        unlock.dock().number(),
                        unlock.bike().value(),
                        unlock.rider().value(),
                        key.value(),
                        epoch,
                        unlock.requestedAt(),
                        unlock.deadline())
                == 1);
    }

    @Override
    public void note(UnlockRequest request, Instant at, Optional<CommandId> unlock, Optional<Refusal> refusal) {
        Jdbc.run(() -> rows.update(
                UnlockSql.ADD_REQUEST,
                request.rider().value(),
                request.key().value(),
                request.typed(),
                at,
                unlock.map(CommandId::value).orElse(null),
                refusal.map(Refusal::word).orElse(null)));
    }

    @Override
    public Optional<Unlock> find(RiderId rider, CommandId unlock) {
        return Jdbc.ask(() -> rows.find(UnlockSql.FIND_UNLOCK, UnlockTable::unlock, unlock.value(), rider.value()));
    }

    private static Unlock unlock(ResultSet row) throws SQLException {
        return new Unlock(
                new CommandId(row.getString("command_id")),
                new RiderId(row.getString("rider_id")),
                new BikeId(row.getString("bike_id")),
                new DockId(new StationId(row.getString("station_id")), row.getInt("dock")),
                Words.parse(CommandState.class, row.getString("state")),
                refusal(row),
                Times.get(row, "requested_at"),
                Times.get(row, "deadline"),
                Optional.ofNullable(row.getString("trip_id")).map(TripId::parse));
    }
}
