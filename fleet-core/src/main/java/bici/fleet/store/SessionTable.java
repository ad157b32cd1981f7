package bici.fleet.store;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.BootClock.Segment;
import bici.fleet.dock.HealthReading;
import bici.fleet.ledger.SessionRecords;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Births and the sessions they open: tables {@code birth}, {@code presence} and a part of {@code station_state}. */
final class SessionTable implements SessionRecords {
    private static final long NANOS_A_MICRO = 1_000;

    private final Connection connection;
    private final String node;
    private final Rows rows;

    SessionTable(Connection connection, String node) {
        this.connection = connection;
        this.rows = new Rows(connection);
        this.node = node;
    }

    @Override
    public Optional<Standing> find(StationId station) {
        return Jdbc.ask(() -> rows.find(
                SessionSql.FIND_STATION,
                row -> new Standing(
                        row.getBoolean("retired"),
                        row.getLong("epoch"),
                        row.getInt("journal"),
                        row.getString("nonce"),
                        row.getBoolean("online")),
                station.value()));
    }

    @Override
    public void notePending(StationId station, Instant at) {
        Jdbc.run(() -> update(SessionSql.NOTE_PENDING, station.value(), at, at));
    }

    @Override
    public void open(Birth birth, long epoch, Optional<Segment> begun, Instant at) {
        Jdbc.run(() -> accept(birth, epoch, begun, at));
    }

    private void accept(Birth birth, long epoch, Optional<Segment> begun, Instant at) throws SQLException {
        String station = birth.station().value();
        Birth.Clock clock = birth.clock();
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
                node,
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
                clock.notBefore(),
                clock.arrivedAt());
        if (begun.isPresent()) {
            addSegment(birth, begun.get());
        }
        addInventory(birth, epoch);
        update(SessionSql.ADD_PRESENCE, station, clock.arrivedAt(), true, epoch, "birth");
    }

    private void addSegment(Birth birth, Segment begun) throws SQLException {
        update(
                SessionSql.ADD_SEGMENT,
                birth.station().value(),
                birth.journal(),
                birth.boot(),
                begun.epoch(),
                begun.asOf(),
                begun.anchor().uptime().toMillis(),
                begun.anchor().at(),
                begun.anchor().uncertainty().toNanos() / NANOS_A_MICRO);
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

    @Override
    public boolean close(StationId station, long epoch, Instant at, String why) {
        return Jdbc.ask(() -> {
            boolean wasOpen = update(SessionSql.CLOSE_SESSION, at, station.value(), epoch) == 1;
            if (wasOpen) {
                update(SessionSql.ADD_PRESENCE, station.value(), at, false, epoch, why);
            }
            return wasOpen;
        });
    }

    @Override
    public void closeAll(Instant at) {
        Jdbc.run(() -> update(SessionSql.CLOSE_ALL_SESSIONS, at, node, at));
    }

    @Override
    public void noteHeard(Map<StationId, Instant> heard) {
        List<Map.Entry<StationId, Instant>> entries = List.copyOf(heard.entrySet());
        Jdbc.run(() -> {
            try (PreparedStatement statement = connection.prepareStatement(SessionSql.NOTE_HEARD)) {
                new Columns(connection, statement)
                        .text(entries.stream().map(Map.Entry::getKey).toList())
                        .times(entries.stream().map(Map.Entry::getValue).toList());
                statement.executeUpdate();
            }
        });
    }

    @Override
    public void addHealth(Collection<HealthReading> readings) {
        CopyText text = new CopyText();
        for (HealthReading reading : readings) {
            reading.values()
                    .forEach((name, value) -> text.add(reading.station())
                            .add(reading.arrivedAt())
                            .add(reading.deviceTime())
                            .add(name)
                            .add(value)
                            .endRow());
        }
        Jdbc.run(() -> {
            text.send(connection, SessionSql.COPY_HEALTH);
            new ReadingTable(connection).put(readings);
        });
    }

    private int update(String sql, Object... parameters) throws SQLException {
        return rows.update(sql, parameters);
    }
}
