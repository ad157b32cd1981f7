package bici.fleet.store;

import bici.fleet.ledger.ChargeRecords;
import bici.fleet.trip.Fares;
import bici.fleet.trip.Tariff;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.TripId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tables {@code tariff} and {@code charge}. A rider's row is locked, so that two bikes' trips are seen together. */
final class ChargeTable implements ChargeRecords {
    private static final String FARES = "fares";

    private final Connection connection;

    ChargeTable(Connection connection) {
        this.connection = connection;
    }

    @Override
    public List<Fares.InForce> tariffs() {
        return Jdbc.ask(() -> new Rows(connection).list(ChargeSql.TARIFFS, ChargeTable::tariff));
    }

    static Fares.InForce tariff(ResultSet row) throws SQLException {
        Tariff tariff = new Tariff(
                row.getString("name"),
                row.getLong("base_cop"),
                Duration.ofSeconds(row.getLong("included_s")),
                Duration.ofSeconds(row.getLong("step_s")),
                row.getLong("step_cop"));
        return new Fares.InForce(tariff, Times.get(row, "valid_from"));
    }

    @Override
    public List<Fares.Ridden> lockRidden(Set<RiderId> riders) {
        return Jdbc.ask(() -> {
            try (PreparedStatement lock = connection.prepareStatement(ChargeSql.LOCK_RIDERS)) {
                new Columns(connection, lock).text(riders);
                lock.execute();
            }
            try (PreparedStatement read = connection.prepareStatement(ChargeSql.RIDDEN)) {
                new Columns(connection, read).text(riders).text(riders);
                return ridden(read);
            }
        });
    }

    @Override
    public List<Fares.Ridden> listDisowned(Set<TripId> trips) {
        return Jdbc.ask(() -> {
            try (PreparedStatement read = connection.prepareStatement(ChargeSql.DISOWNED)) {
                new Columns(connection, read).text(trips);
                return ridden(read);
            }
        });
    }

    private static List<Fares.Ridden> ridden(PreparedStatement read) throws SQLException {
        List<Fares.Ridden> ridden = new ArrayList<>();
        try (ResultSet rows = read.executeQuery()) {
            while (rows.next()) {
                ridden.add(ridden(rows));
            }
        }
        return ridden;
    }

    private static Fares.Ridden ridden(ResultSet row) throws SQLException {
        boolean riding = row.getString("state").equals("riding");
        return new Fares.Ridden(
                TripId.parse(row.getString("trip_id")),
                new RiderId(row.getString("rider_id")),
                Times.get(row, "started_at"),
                riding ? Optional.of(Instant.MAX) : Times.find(row, "busy_until"),
                row.getBoolean("payable"),
                row.getBoolean("upheld"),
                row.getLong("charged"),
                row.getInt("revisions"));
    }

    @Override
    public void add(List<Fares.Entry> entries, Instant now) {
        Jdbc.run(() -> {
            CopyText rows = new CopyText();
            for (Fares.Entry entry : entries) {
                String rider = "rider " + entry.rider();
                boolean owed = entry.amountCop() > 0;
                rows.add(entry.trip())
                        .add("ride")
                        .add(entry.revision())
                        .add(entry.rider())
                        .add(owed ? rider : FARES)
                        .add(owed ? FARES : rider)
                        .add(Math.abs(entry.amountCop()))
                        .add(now)
                        .endRow();
            }
            rows.send(connection, ChargeSql.COPY);
        });
    }
}
