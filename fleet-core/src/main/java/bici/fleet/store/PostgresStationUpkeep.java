package bici.fleet.store;

import bici.fleet.operations.Notice;
import bici.fleet.operations.Notices;
import bici.fleet.operations.Order;
import bici.fleet.operations.StationConfigs.Config;
import bici.fleet.operations.StationUpkeep;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Upkeep of stations on PostgreSQL. */
public final class PostgresStationUpkeep implements StationUpkeep {
    private final Transactions transactions;
    private final Notices notices;

    public PostgresStationUpkeep(DataSource dataSource, Notices notices) {
        this.transactions = new Transactions(dataSource);
        this.notices = notices;
    }

    @Override
    public void noteClock(StationId station, Duration skew, Instant at) {
        boolean wrong = skew.abs().compareTo(MAX_SKEW) > 0;
        change(station, UpkeepSql.NOTE_CLOCK, skew.toMillis(), at, wrong, at, station.value());
    }

    @Override
    public void noteFight(StationId station, int takeOvers, Instant at) {
        change(station, UpkeepSql.NOTE_FIGHT, at, takeOvers, station.value());
    }

    @Override
    public void noteConfig(StationId station, long version, String hash, Optional<String> refused, Instant at) {
        transactions.run(connection -> {
            Rows rows = new Rows(connection);
            rows.update(UpkeepSql.NOTE_VERSION, version, station.value());
            return rows.update(UpkeepSql.NOTE_CONFIG, version, hash, refused.orElse(null), at, station.value());
        });
        notices.tell(new Notice.StationChanged(station));
    }

    @Override
    public void noteDiagnostics(StationId station, CommandId command, Part part, Instant at) {
        if (part.of() <= MAX_PARTS) {
            change(
                    station,
                    UpkeepSql.NOTE_DIAGNOSTICS,
                    part.number(),
                    part.of(),
                    part.text(),
                    at,
                    command.value(),
                    station.value());
        }
    }

    private void change(StationId station, String sql, Object... parameters) {
        if (transactions.run(connection -> new Rows(connection).update(sql, parameters)) > 0) {
            notices.tell(new Notice.StationChanged(station));
        }
    }

    @Override
    public Optional<Config> findConfig(StationId station) {
        return transactions.run(connection -> new ConfigTable(connection).find(station));
    }

    @Override
    public int tellAgain(StationId station, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.MICROS);
        List<Notice> told = new ArrayList<>(transactions.run(connection -> new Rows(connection)
                .list(
                        UpkeepSql.TELL_AGAIN,
                        CommandNotices::read,
                        station.value(),
                        now,
                        now,
                        Order.STAFF_TIME_TO_LIVE.toSeconds() + " seconds")));
        int count = told.size();
        if (count > 0) {
            told.add(new Notice.CommandQueued(station));
        }
        told.forEach(notices::tell);
        return count;
    }
}
