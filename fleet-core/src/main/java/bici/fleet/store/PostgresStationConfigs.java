package bici.fleet.store;

import bici.fleet.operations.Notice;
import bici.fleet.operations.Notices;
import bici.fleet.operations.StationConfigs;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.sql.DataSource;

/** Settings that are wanted of stations, on PostgreSQL. */
public final class PostgresStationConfigs implements StationConfigs {
    private final Transactions transactions;
    private final Notices notices;

    public PostgresStationConfigs(DataSource dataSource, Notices notices) {
        this.transactions = new Transactions(dataSource);
        this.notices = notices;
    }

    @Override
    public Answer put(Request request, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.MICROS);
        String station = request.station().value();
        Answer answer = transactions.run(connection -> {
            Rows rows = new Rows(connection);
            Optional<Long> running = rows.find(UpkeepSql.LOCK_STATION, row -> row.getLong("config_version"), station);
            if (running.isEmpty()) {
                return new Answer.NoSuchStation();
            }
            ConfigTable table = new ConfigTable(connection);
            Optional<Config> before = table.find(request.station());
            if (before.isPresent() && before.get().settings().equals(request.settings())) {
                return new Answer.Wanted(before.get());
            }
            long version = Math.max(before.map(Config::version).orElse(0L), running.get()) + 1;
            Config config = Config.of(version, request.settings());
            table.put(request.station(), config, request.staff().value(), now);
            AuditLog.add(connection, request, config, now);
            return new Answer.Wanted(config);
        });
        if (answer instanceof Answer.Wanted) {
            notices.tell(new Notice.ConfigWanted(request.station()));
            notices.tell(new Notice.StationChanged(request.station()));
        }
        return answer;
    }
}
