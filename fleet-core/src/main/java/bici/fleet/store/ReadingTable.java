package bici.fleet.store;

import bici.fleet.dock.HealthReading;
import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Table {@code station_reading}: the newest telemetry. What facts tell gets there by a trigger on them. */
final class ReadingTable {
    private final Connection connection;

    ReadingTable(Connection connection) {
        this.connection = connection;
    }

    /** The newest value of one name of one station. */
    private record Value(StationId station, String name, double value, Instant at) {}

    /**
     * Keeps the newest value of each name that is known. One statement, and one more for each time that a station tells
     * more than once in it: in that order, since an alarm stands since the first value of a row that is one.
     */
    void put(Collection<HealthReading> readings) throws SQLException {
        List<Map<String, Value>> rounds = new ArrayList<>();
        for (HealthReading reading : readings) {
            reading.values().forEach((name, value) -> {
                if (HealthReading.NAMES.contains(name)) {
                    add(rounds, new Value(reading.station(), name, value, reading.arrivedAt()));
                }
            });
        }
        for (Map<String, Value> round : rounds) {
            write(round.values());
        }
    }

    private static void add(List<Map<String, Value>> rounds, Value value) {
        String key = value.station() + " " + value.name();
        for (Map<String, Value> round : rounds) {
            if (round.putIfAbsent(key, value) == null) {
                return;
            }
        }
        rounds.add(new LinkedHashMap<>(Map.of(key, value)));
    }

    private void write(Collection<Value> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UpkeepSql.PUT_READINGS)) {
            new Columns(connection, statement)
                    .text(values.stream().map(Value::station).toList())
                    .text(values.stream().map(Value::name).toList())
                    .decimals(values.stream().map(Value::value).toList())
                    .times(values.stream().map(Value::at).toList());
            statement.executeUpdate();
        }
    }
}
