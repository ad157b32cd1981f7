package bici.fleet.store;

import bici.fleet.operations.BikeDesk;
import bici.fleet.operations.Notice;
import bici.fleet.operations.Notices;
import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Bikes in and out of service, on PostgreSQL. */
public final class PostgresBikeDesk implements BikeDesk {
    private final Transactions transactions;
    private final Notices notices;

    public PostgresBikeDesk(DataSource dataSource, Notices notices) {
        this.transactions = new Transactions(dataSource);
        this.notices = notices;
    }

    /** Where the bike stands, if in a dock. */
    private record Place(Optional<StationId> station) {}

    @Override
    public boolean setService(Request request, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.MICROS);
        List<Notice> told = new ArrayList<>();
        boolean there = transactions.run(connection -> {
            Optional<Place> place = new Rows(connection)
                    .find(
                            UpkeepSql.LOCK_BIKE,
                            row -> new Place(Optional.ofNullable(row.getString("station_id"))
                                    .map(StationId::new)),
                            request.bike().value());
            if (place.isEmpty()) {
                return false;
            }
            if (change(connection, request, now, told) > 0) {
                place.get().station().ifPresent(station -> told.add(new Notice.StationChanged(station)));
                AuditLog.add(connection, request, now);
            }
            return true;
        });
        told.forEach(notices::tell);
        return there;
    }

    private static int change(Connection connection, Request request, Instant now, List<Notice> told)
            throws SQLException {
        Rows rows = new Rows(connection);
        String bike = request.bike().value();
        if (request.inService()) {
            return rows.update(UpkeepSql.RESTORE_BIKE, bike);
        }
        told.addAll(rows.list(UpkeepSql.CANCEL_UNLOCKS, CommandNotices::read, now, now, bike));
        return rows.update(UpkeepSql.WITHDRAW_BIKE, bike, now, request.staff().value(), request.note());
    }
}
