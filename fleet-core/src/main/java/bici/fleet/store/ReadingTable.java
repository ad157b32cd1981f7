package bici.fleet.store;

import bici.fleet.dock.HealthReading;
import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Table {@code station_reading}: the newest telemetry. What facts tell gets there by a trigger on them. */
final class ReadingTable {
    private final Connection connection;

    ReadingTable(Connection connection) {
        this.connection = connection;
    }

    /** Keeps the newest value of each name that is known; one statement. */
    void put(Collection<HealthReading> readings) throws SQLException {
        List<StationId> stations = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        for (HealthReading reading : readings) {
            reading.values().forEach((name, value) -> {
                if (HealthReading.NAMES.contains(name)) {
                    stations.add(reading.station());
                    names.add(name);
                    values.add(value);
                    times.add(reading.arrivedAt());
                }
            });
        }
        try (PreparedStatement statement = connection.prepareStatement(UpkeepSql.PUT_READINGS)) {
            new Columns(connection, statement)
                    .text(stations)
                    .text(names)
                    .decimals(values)
                    .times(times);
            statement.execute();
        }
    }
}
