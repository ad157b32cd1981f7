package bici.fleet.store;

import bici.fleet.operations.StationConfigs.Config;
import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Table {@code station_config}. */
final class ConfigTable {
    private final Connection connection;

    ConfigTable(Connection connection) {
        this.connection = connection;
    }

    Optional<Config> find(StationId station) throws SQLException {
        Map<String, String> settings = settings(station);
        return new Rows(connection)
                .find(
                        UpkeepSql.FIND_CONFIG,
                        row -> new Config(row.getLong("version"), row.getString("hash"), new TreeMap<>(settings)),
                        station.value());
    }

    Map<String, String> settings(StationId station) throws SQLException {
        Map<String, String> settings = new TreeMap<>();
        new Rows(connection)
                .list(
                        UpkeepSql.LIST_SETTINGS,
                        row -> settings.put(row.getString("key"), row.getString("value")) == null,
                        station.value());
        return settings;
    }

    void put(StationId station, Config config, String staff, Instant at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UpkeepSql.PUT_CONFIG)) {
            new Columns(connection, statement)
                    .one(station.value())
                    .one(config.version())
                    .one(config.hash())
                    .text(config.settings().keySet())
                    .text(config.settings().values())
                    .one(at)
                    .one(staff);
            statement.executeUpdate();
        }
    }
}
