package bici.fleet.store;

import bici.fleet.ledger.LedgerFleetDesk;
import bici.fleet.operations.FleetRegister;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The register of bikes on PostgreSQL. */
public final class PostgresFleet extends LedgerFleetDesk implements FleetRegister {
    private static final int ROWS_AT_ONCE = 5_000;

    private final Transactions transactions;

    public PostgresFleet(DataSource dataSource, Clock clock) {
        super(new PostgresLedger(dataSource), clock);
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public void list(Consumer<Registered> each) {
        stream(FleetSql.LIST, PostgresFleet::registered, each);
    }

    @Override
    public void listUnregistered(Consumer<Unregistered> each) {
        stream(
                FleetSql.LIST_UNREGISTERED,
                row -> new Unregistered(
                        new BikeId(row.getString("bike_id")),
                        new StationId(row.getString("station_id")),
                        Times.get(row, "last_at")),
                each);
    }

    private <T> void stream(String sql, Rows.Reader<T> reader, Consumer<T> each) {
        transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(ROWS_AT_ONCE);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        each.accept(reader.read(rows));
                    }
                }
            }
            return true;
        });
    }

    private static Registered registered(ResultSet row) throws SQLException {
        return new Registered(
                new BikeId(row.getString("bike_id")),
                Times.find(row, "fleet_from"),
                Times.find(row, "retired_at"),
                Optional.ofNullable(row.getString("station_id")).map(StationId::new));
    }

    @Override
    public Counts count() {
        return transactions.read(connection -> new Rows(connection)
                .find(
                        FleetSql.COUNT,
                        row -> new Counts(
                                row.getLong("registered"), row.getLong("retired"), row.getLong("unregistered")))
                .orElseThrow());
    }
}
