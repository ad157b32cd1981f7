package bici.fleet.store;

import bici.fleet.operations.Alarm;
import bici.fleet.operations.Alarms;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
        Instant noted = at.minus(NOTED);
        Instant forced = at.minus(FORCED);
        Instant growing = at.minus(GROWING);
        return transactions
                .run(connection -> new Rows(connection)
                        .list(
                                AlarmSql.LIST,
                                PostgresAlarms::alarm,
                                noted,
                                forced,
                                noted,
                                noted,
                                growing,
                                noted,
                                noted,
                                at.minus(BEATING),
                                at.minus(REPORT_OPEN),
                                at.minus(REPORT_TAKEN),
                                MAX))
                .stream()
                .sorted(GRAVEST_THEN_NEWEST)
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
