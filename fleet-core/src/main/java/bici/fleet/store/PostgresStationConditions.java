package bici.fleet.store;

import bici.fleet.operations.StationConditions;
import bici.fleet.operations.StationConfigs.Config;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How stations are, read from PostgreSQL. */
public final class PostgresStationConditions implements StationConditions {
    private final Transactions transactions;

    public PostgresStationConditions(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public Optional<StationCondition> find(StationId station) {
        return transactions.run(connection -> find(connection, station));
    }

    private static Optional<StationCondition> find(Connection connection, StationId station) throws SQLException {
        Rows rows = new Rows(connection);
        String id = station.value();
        Map<String, String> settings = new ConfigTable(connection).settings(station);
        Optional<ConfigState> config = rows.find(UpkeepSql.FIND_CONFIG, row -> config(row, settings), id);
        List<Reading> readings = rows.list(
                UpkeepSql.LIST_READINGS,
                row -> new Reading(row.getString("name"), row.getDouble("value"), Times.get(row, "at")),
                id);
        List<Inferred> inferred =
                rows.list(UpkeepSql.LIST_INFERRED, PostgresStationConditions::inferred, id, MAX_INFERRED);
        return rows.find(
                UpkeepSql.FIND_CONDITION,
                row -> new StationCondition(
                        row.getString("firmware"), row.getString("hardware"), clock(row), config, readings, inferred),
                id);
    }

    private static Optional<ClockReading> clock(ResultSet row) throws SQLException {
        return row.getObject("measured_at") == null
                ? Optional.empty()
                : Optional.of(new ClockReading(row.getLong("skew_ms"), Times.get(row, "measured_at")));
    }

    private static ConfigState config(ResultSet row, Map<String, String> settings) throws SQLException {
        @Nullable Long reported = row.getObject("reported_version", Long.class);
        return new ConfigState(
                new Config(row.getLong("version"), row.getString("hash"), new TreeMap<>(settings)),
                Times.get(row, "set_at"),
                Optional.ofNullable(reported),
                Optional.ofNullable(row.getString("reported_hash")),
                Optional.ofNullable(row.getString("refused")),
                Times.find(row, "reported_at"));
    }

    private static Inferred inferred(ResultSet row) throws SQLException {
        return new Inferred(
                Times.get(row, "at"),
                row.getString("kind"),
                row.getInt("dock"),
                Optional.ofNullable(row.getString("bike_id")).map(BikeId::new),
                row.getLong("evidence_epoch"));
    }

    private record PartRow(StationId station, int parts, String text) {}

    @Override
    public Optional<Diagnostics> findDiagnostics(CommandId command) {
        List<PartRow> parts = transactions.run(connection -> new Rows(connection)
                .list(
                        UpkeepSql.LIST_PARTS,
                        row -> new PartRow(
                                new StationId(row.getString("station_id")), row.getInt("parts"), row.getString("text")),
                        command.value()));
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        PartRow first = parts.get(0);
        return Optional.of(new Diagnostics(
                command,
                first.station(),
                parts.size() == first.parts(),
                parts.stream().map(PartRow::text).collect(Collectors.joining())));
    }
}
