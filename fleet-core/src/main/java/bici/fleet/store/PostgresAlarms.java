package bici.fleet.store;

import bici.fleet.operations.Alarm;
import bici.fleet.operations.Alarms;
import bici.fleet.operations.WaitingLimits;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Alarms read from PostgreSQL. */
public final class PostgresAlarms implements Alarms {
    private static final Comparator<Alarm> GRAVEST_THEN_NEWEST = Comparator.comparing(
                    (Alarm alarm) -> alarm.kind().severity())
            .thenComparing(Comparator.comparing(Alarm::since).reversed())
            .thenComparing(Alarm::id);

    private final Transactions transactions;

    public PostgresAlarms(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public List<Alarm> listAlarms(Instant at) {
        Object[] limits = Stream.concat(limits(at).stream(), Stream.of(MAX)).toArray();
        return transactions
                .run(connection -> new Rows(connection).list(AlarmSql.LIST, PostgresAlarms::alarm, limits))
                .stream()
                .sorted(GRAVEST_THEN_NEWEST)
                .toList();
    }

    /** The moments that {@link AlarmSql#LIST} asks for, in their order. */
    static List<Instant> limits(Instant at) {
        return Stream.of(
                        NOTED,
                        NOTED,
                        NOTED,
                        FORCED,
                        NOTED,
                        NOTED,
                        WaitingLimits.TRIP,
                        GROWING,
                        NOTED,
                        NOTED,
                        BEATING,
                        WaitingLimits.GAP,
                        WaitingLimits.REPLACED_MEMORY,
                        WaitingLimits.INVENTORY,
                        WaitingLimits.REPLACED_MEMORY,
                        WaitingLimits.COMMAND,
                        WaitingLimits.MISSING,
                        WaitingLimits.CONFIG,
                        WaitingLimits.REPORT_OPEN,
                        WaitingLimits.REPORT_TAKEN)
                .map(at::minus)
                .toList();
    }

    private static Alarm alarm(ResultSet row) throws SQLException {
        Alarm.Kind kind = Words.parse(Alarm.Kind.class, row.getString("kind"));
        @Nullable Integer dock = row.getObject("dock", Integer.class);
        return new Alarm(
                kind.word() + "." + row.getString("key"),
                kind,
                Optional.ofNullable(row.getString("station_id")).map(StationId::new),
                Optional.ofNullable(dock),
                Optional.ofNullable(row.getString("bike_id")).map(BikeId::new),
                Times.get(row, "since"),
                row.getString("evidence"));
    }
}
