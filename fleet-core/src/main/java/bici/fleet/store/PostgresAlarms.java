package bici.fleet.store;

import bici.fleet.operations.Alarm;
import bici.fleet.operations.Alarms;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Alarms read from PostgreSQL. */
public final class PostgresAlarms implements Alarms {
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Transactions transactions;

    public PostgresAlarms(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    @Override
    public List<Alarm> listAlarms(Instant at) {
        Instant since = at.minus(REMEMBERED);
        return transactions.run(
                connection -> new Rows(connection).list(AlarmSql.LIST, PostgresAlarms::alarm, since, since, MAX));
    }

    private static Alarm alarm(ResultSet row) throws SQLException {
        Alarm.Kind kind = Words.parse(Alarm.Kind.class, row.getString("kind"));
        StationId station = new StationId(row.getString("station_id"));
        @Nullable Integer dock = row.getObject("dock", Integer.class);
        Instant since = Times.get(row, "since");
        String evidence = row.getString("evidence");
        String what = kind == Alarm.Kind.QUARANTINE
                ? evidence.substring(evidence.lastIndexOf(' ') + 1)
                : String.valueOf(since.toEpochMilli());
        return new Alarm(
                kind.word() + "." + station + "." + (dock == null ? "" : dock + ".") + what,
                kind,
                station,
                Optional.ofNullable(dock),
                Optional.ofNullable(row.getString("bike_id")).map(BikeId::new),
                since,
                evidence);
    }
}
