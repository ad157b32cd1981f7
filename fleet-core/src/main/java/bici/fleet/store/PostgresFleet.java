package bici.fleet.store;

import bici.fleet.ledger.LedgerFleetDesk;
import bici.fleet.operations.ActLog;
import bici.fleet.operations.FleetRegister;
import bici.fleet.operations.Notice;
import bici.fleet.operations.Notices;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.StationId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The register of bikes on PostgreSQL. */
public final class PostgresFleet extends LedgerFleetDesk implements FleetRegister {
    private static final int ROWS_AT_ONCE = 5_000;

    private final Transactions transactions;
    private final Clock clock;
    private final Notices notices;

    /** For a program that nobody watches. */
    public PostgresFleet(DataSource dataSource, Clock clock) {
        this(dataSource, clock, Notices.none());
    }

    public PostgresFleet(DataSource dataSource, Clock clock, Notices notices) {
        super(new PostgresLedger(dataSource), clock, notices);
        this.clock = clock;
        this.notices = notices;
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public void list(Consumer<Registered> each) {
        stream(FleetSql.LIST, PostgresFleet::registered, each);
    }

    @Override
    public void listUnregistered(int limit, Consumer<Unregistered> each) {
        stream(
                FleetSql.LIST_UNREGISTERED,
                row -> new Unregistered(
                        new BikeId(row.getString("bike_id")),
                        new StationId(row.getString("station_id")),
                        Times.get(row, "last_at")),
                each,
                limit);
    }

    private <T> void stream(String sql, Rows.Reader<T> reader, Consumer<T> each, Object... parameters) {
        transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                Columns columns = new Columns(connection, statement);
                for (Object parameter : parameters) {
                    columns.one(parameter);
                }
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
    public List<UnregisteredDock> listUnregisteredDocks() {
        return transactions.read(connection -> new Rows(connection)
                .list(
                        FleetSql.LIST_UNREGISTERED_DOCKS,
                        row -> new UnregisteredDock(
                                new DockId(new StationId(row.getString("station_id")), row.getInt("dock")),
                                Times.get(row, "since"))));
    }

    @Override
    public boolean installDock(DockId dock, Signature by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean there = transactions.run(connection -> {
            Rows rows = new Rows(connection);
            String station = dock.station().value();
            if (rows.find(FleetSql.LOCK_STATION, row -> row.getString("station_id"), station)
                            .isEmpty()
                    || rows.find(FleetSql.FIND_DOCK, row -> row.getInt("dock"), station, dock.number())
                            .isEmpty()) {
                return false;
            }
            rows.list(RegisterSql.BIND_VALID_FROM, row -> row.getString(1), Times.text(now));
            if (rows.update(FleetSql.INSTALL_DOCK, station, dock.number()) > 0) {
                rows.update(FleetSql.COUNT_DOCKS, station, station);
                AuditLog.add(
                        connection,
                        new ActLog.Entry(by.by(), "dock-add", station + "/" + dock.number(), by.note()),
                        now);
            }
            return true;
        });
        if (there) {
            notices.tell(new Notice.StationChanged(dock.station()));
        }
        return there;
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
