package bici.fleet.store;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.HealthReading;
import bici.fleet.dock.Session;
import bici.fleet.dock.Stamp;
import bici.fleet.dock.TimeJudge;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Births and the sessions they open: tables {@code birth}, {@code presence} and a part of {@code station_state}. */
final class SessionTable {
    private final Connection connection;

    SessionTable(Connection connection) {
        this.connection = connection;
    }

    Session open(Birth birth) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SessionSql.FIND_STATION)) {
            new Columns(connection, statement).one(birth.station().value());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    notePending(birth);
                    return new Session.Pending();
                }
                if (row.getBoolean("retired")) {
                    return new Session.Rejected("retired");
                }
                if (row.getInt("journal") > birth.journal()) {
                    return new Session.Rejected("journal-older");
                }
                if (row.getBoolean("online") && birth.nonce().equals(row.getString("nonce"))) {
                    return new Session.Accepted(row.getLong("epoch"));
                }
                return accept(birth, row.getLong("epoch") + 1);
            }
        }
    }

    private void notePending(Birth birth) throws SQLException {
        Instant now = birth.clock().arrivedAt();
        update(SessionSql.NOTE_PENDING, birth.station().value(), now, now);
    }

    private Session accept(Birth birth, long epoch) throws SQLException {
        String station = birth.station().value();
        Birth.Clock clock = birth.clock();
        Stamp stamp = new Stamp(clock.deviceTime(), clock.uptime(), birth.boot(), clock.quality(), false);
        TimeJudge.Anchor anchor = new TimeJudge.Anchor(clock.uptime(), clock.arrivedAt());
        Instant at =
                TimeJudge.judge(stamp, Optional.of(anchor), clock.arrivedAt()).at();
        update(
                SessionSql.OPEN_SESSION,
                epoch,
                birth.nonce(),
                clock.arrivedAt(),
                clock.arrivedAt(),
                epoch,
                birth.configVersion(),
                birth.listVersion(),
                birth.firmware(),
                birth.hardware(),
                station);
        update(
                SessionSql.ADD_BIRTH,
                station,
                epoch,
                birth.nonce(),
                birth.journal(),
                birth.boot(),
                birth.asOf(),
                birth.waiting(),
                clock.deviceTime(),
                clock.uptime().toMillis(),
                at,
                clock.arrivedAt());
        update(
                SessionSql.ADD_ANCHOR,
                station,
                birth.journal(),
                birth.boot(),
                clock.uptime().toMillis(),
                clock.arrivedAt());
        addInventory(birth, epoch);
        update(SessionSql.ADD_PRESENCE, station, clock.arrivedAt(), true, epoch, "birth");
        return new Session.Accepted(epoch);
    }

    private void addInventory(Birth birth, long epoch) throws SQLException {
        List<@Nullable BikeId> bikes = new ArrayList<>();
        List<@Nullable String> faults = new ArrayList<>();
        birth.docks().forEach(d -> bikes.add(d.bike().orElse(null)));
        birth.docks().forEach(d -> faults.add(d.fault().orElse(null)));
        try (PreparedStatement statement = connection.prepareStatement(SessionSql.ADD_INVENTORY)) {
            new Columns(connection, statement)
                    .one(birth.station().value())
                    .one(epoch)
                    .integers(birth.docks().stream().map(DockReading::dock).toList())
                    .text(bikes)
                    .text(birth.docks().stream().map(d -> Words.of(d.lock())).toList())
                    .text(faults);
            statement.executeUpdate();
        }
    }

    boolean close(StationId station, long epoch, Instant at, String why) throws SQLException {
        boolean wasOpen = update(SessionSql.CLOSE_SESSION, at, station.value(), epoch) == 1;
        if (wasOpen) {
            update(SessionSql.ADD_PRESENCE, station.value(), at, false, epoch, why);
        }
        return wasOpen;
    }

    int closeAll(Instant at) throws SQLException {
        return update(SessionSql.CLOSE_ALL_SESSIONS, at, at);
    }

    /** Telemetry shows that a station is there, too. */
    int noteHeard(List<HealthReading> readings) throws SQLException {
        return noteHeard(
                readings.stream().map(HealthReading::station).toList(),
                readings.stream().map(HealthReading::arrivedAt).toList());
    }

    /** Each of these stations spoke at its time, the latest counts. */
    int noteHeard(List<StationId> stations, List<Instant> times) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SessionSql.NOTE_HEARD)) {
            new Columns(connection, statement).text(stations).times(times);
            return statement.executeUpdate();
        }
    }

    private int update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns columns = new Columns(connection, statement);
            for (Object parameter : parameters) {
                columns.one(parameter);
            }
            return statement.executeUpdate();
        }
    }
}
