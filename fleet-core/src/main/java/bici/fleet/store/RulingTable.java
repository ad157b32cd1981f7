package bici.fleet.store;

import bici.fleet.ledger.RulingRecords;
import bici.fleet.operations.RulingDesk.Request;
import bici.fleet.trip.Ruling;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.TripId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Table {@code ruling}. */
final class RulingTable implements RulingRecords {
    private final Connection connection;
    private final Rows rows;

    RulingTable(Connection connection) {
        this.connection = connection;
        this.rows = new Rows(connection);
    }

    @Override
    public Map<BikeId, List<Ruling>> load(Set<BikeId> bikes) {
        return Jdbc.ask(() -> {
            try (PreparedStatement statement = connection.prepareStatement(RulingSql.LOAD)) {
                new Columns(connection, statement).text(bikes);
                try (ResultSet found = statement.executeQuery()) {
                    return read(found);
                }
            }
        });
    }

    /** Every ruling there is, by bike. */
    Map<BikeId, List<Ruling>> loadAll() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RulingSql.LOAD_ALL);
                ResultSet found = statement.executeQuery()) {
            return read(found);
        }
    }

    private static Map<BikeId, List<Ruling>> read(ResultSet found) throws SQLException {
        Map<BikeId, List<Ruling>> rulings = new HashMap<>();
        while (found.next()) {
            Made made = made(found);
            rulings.computeIfAbsent(made.bike(), b -> new ArrayList<>()).add(made.ruling());
        }
        return rulings;
    }

    @Override
    public boolean lockStaff(StaffId staff) {
        return Jdbc.ask(() -> rows.find(CommandSql.LOCK_STAFF, row -> staff, staff.value()))
                .isPresent();
    }

    @Override
    public Optional<Made> find(StaffId staff, IdempotencyKey key) {
        return Jdbc.ask(() -> rows.find(RulingSql.FIND, RulingTable::made, staff.value(), key.value()));
    }

    @Override
    public Optional<Ridden> findTrip(TripId trip) {
        String id = trip.toString();
        return Jdbc.ask(() -> rows.find(
                RulingSql.FIND_TRIP,
                row -> new Ridden(
                        new BikeId(row.getString("bike_id")),
                        Optional.ofNullable(row.getString("rider_id")).map(RiderId::new),
                        Times.get(row, "started_at")),
                id,
                id));
    }

    @Override
    public boolean isMet(BikeId bike) {
        return Jdbc.ask(() -> rows.find(RulingSql.IS_MET, row -> bike, bike.value()))
                .isPresent();
    }

    @Override
    public Ruling add(Request request, BikeId bike, Instant at) {
        return Jdbc.ask(() -> {
            Words words = Words.of(request.verdict());
            long id = rows.find(
                            RulingSql.ADD,
                            row -> row.getLong("ruling_id"),
                            words.kind(),
                            bike.value(),
                            words.trip(),
                            words.at(),
                            request.staff().value(),
                            request.key().value(),
                            request.reason(),
                            at)
                    .orElseThrow();
            AuditLog.add(
                    connection,
                    new AuditLog.Entry(
                            at,
                            request.staff(),
                            words.kind(),
                            "ruling/" + id + " " + words.subject(bike),
                            request.reason()));
            return new Ruling(id, request.verdict());
        });
    }

    private static Made made(ResultSet row) throws SQLException {
        return new Made(
                new Ruling(row.getLong("ruling_id"), verdict(row)),
                new BikeId(row.getString("bike_id")),
                row.getString("reason"));
    }

    private static Ruling.Verdict verdict(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        return switch (kind) {
            case "forced-return" -> new Ruling.ForcedReturn(trip(row), Times.get(row, "ruled_at"));
            case "revert" -> new Ruling.Revert(trip(row));
            case "uphold" -> new Ruling.Uphold(trip(row));
            case "missing" -> new Ruling.Missing(Times.get(row, "ruled_at"));
            default -> throw new SQLException("unknown ruling " + kind);
        };
    }

    private static TripId trip(ResultSet row) throws SQLException {
        return TripId.parse(row.getString("trip_id"));
    }

    /** A verdict as columns. */
    private record Words(
            String kind, @Nullable String trip, @Nullable Instant at) {
        static Words of(Ruling.Verdict verdict) {
            return switch (verdict) {
                case Ruling.ForcedReturn forced ->
                    new Words("forced-return", forced.trip().toString(), forced.at());
                case Ruling.Revert revert -> new Words("revert", revert.trip().toString(), null);
                case Ruling.Uphold uphold -> new Words("uphold", uphold.trip().toString(), null);
                case Ruling.Missing missing -> new Words("missing", null, missing.at());
            };
        }

        String subject(BikeId bike) {
            return trip == null ? "bike " + bike : "trip " + trip;
        }
    }
}
