package bici.fleet.store;

import bici.fleet.dock.BootClock;
import bici.fleet.dock.BootClock.Segment;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.dock.TimeJudge.Anchor;
import bici.fleet.ledger.Cursor;
import bici.fleet.ledger.StationCursors;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.SequenceRange;
import bici.fleet.vocabulary.SequenceSet;
import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tables {@code station_state}, {@code station_journal} and {@code clock_segment}. */
final class CursorTable implements StationCursors {
    private static final String LOCK = Columns.together(RecordSql.LOCK_STATIONS, RecordSql.LOAD_JOURNALS);
    private static final String WRITE = Columns.together(RecordSql.WRITE_JOURNALS, RecordSql.WRITE_STATIONS);

    private final Connection connection;

    CursorTable(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Map<StationId, Cursor> lock(Collection<StationId> stations) {
        return Jdbc.ask(() -> {
            Map<StationId, Cursor> cursors = new TreeMap<>();
            try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
                new Columns(connection, statement).text(stations).text(stations);
                statement.execute();
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        StationId station = new StationId(rows.getString("station_id"));
                        cursors.put(station, cursor(station, rows));
                    }
                }
                try (ResultSet rows = Columns.nextResult(statement)) {
                    addJournals(cursors, rows);
                }
            }
            return cursors;
        });
    }

    private static Cursor cursor(StationId station, ResultSet row) throws SQLException {
        return new Cursor(
                station,
                new AsOf(row.getInt("journal"), row.getLong("last_sequence")),
                row.getInt("bikes"),
                row.getLong("inferred"),
                Optional.ofNullable(row.getObject("unreconciled_epoch", Long.class)));
    }

    /** All journals, few as they are: a pending inventory asks for its own though no fact of this batch names it. */
    private static void addJournals(Map<StationId, Cursor> cursors, ResultSet rows) throws SQLException {
        while (rows.next()) {
            Cursor cursor = cursors.get(new StationId(rows.getString("station_id")));
            if (cursor != null) {
                cursor.journals()
                        .put(
                                rows.getInt("journal"),
                                new Cursor.Journal(
                                        SequenceSet.parse(rows.getString("received")),
                                        SequenceSet.parse(rows.getString("excused"))));
            }
        }
    }

    @Override
    public Map<BootKey, BootClock> loadClocks(Set<BootKey> boots) {
        return Jdbc.ask(() -> {
            Map<BootKey, BootClock> clocks = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(RecordSql.LOAD_CLOCKS)) {
                new Columns(connection, statement)
                        .text(boots.stream().map(BootKey::station).toList())
                        .integers(boots.stream().map(BootKey::journal).toList())
                        .integers(boots.stream().map(BootKey::boot).toList());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        BootKey boot = new BootKey(
                                new StationId(rows.getString("station_id")),
                                rows.getInt("journal"),
                                rows.getInt("boot"));
                        BootClock known = clocks.getOrDefault(boot, BootClock.UNKNOWN);
                        clocks.put(boot, known.with(segment(rows)));
                    }
                }
            }
            return clocks;
        });
    }

    private static Segment segment(ResultSet row) throws SQLException {
        return new Segment(
                row.getLong("epoch"),
                row.getLong("as_of"),
                row.getLong("agreed_to"),
                new Anchor(
                        Duration.ofMillis(row.getLong("anchor_uptime_ms")),
                        Times.get(row, "anchor_at"),
                        Duration.of(row.getLong("uncertainty_us"), ChronoUnit.MICROS)));
    }

    @Override
    public Map<FactId, Around> findBirthsAround(Map<FactId, Instant> arrivals) {
        return Jdbc.ask(() -> {
            Map<FactId, Around> around = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(RecordSql.FIND_BIRTHS_AROUND)) {
                new Columns(connection, statement)
                        .text(arrivals.keySet().stream().map(FactId::station).toList())
                        .integers(
                                arrivals.keySet().stream().map(FactId::journal).toList())
                        .integers(
                                arrivals.keySet().stream().map(FactId::sequence).toList())
                        .times(arrivals.values());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        around.put(
                                FactTable.id(rows),
                                new Around(Times.find(rows, "earliest"), Times.find(rows, "latest")));
                    }
                }
            }
            return around;
        });
    }

    @Override
    public void write(Collection<Cursor> cursors, Optional<Instant> heardAt) {
        Jdbc.run(() -> {
            List<StationId> stations = new ArrayList<>();
            List<Integer> numbers = new ArrayList<>();
            List<SequenceSet> received = new ArrayList<>();
            List<SequenceSet> excused = new ArrayList<>();
            List<@Nullable Long> gapsFrom = new ArrayList<>();
            List<@Nullable Long> gapsTo = new ArrayList<>();
            for (Cursor cursor : cursors) {
                cursor.journals().forEach((number, journal) -> {
                    stations.add(cursor.station());
                    numbers.add(number);
                    received.add(journal.received());
                    excused.add(journal.excused());
                    Optional<SequenceRange> gap = cursor.findGap(number);
                    gapsFrom.add(gap.map(SequenceRange::from).orElse(null));
                    gapsTo.add(gap.map(SequenceRange::to).orElse(null));
                });
            }
            List<@Nullable Long> epochs = new ArrayList<>();
            cursors.forEach(cursor -> epochs.add(cursor.unreconciledEpoch().orElse(null)));
            try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
                new Columns(connection, statement)
                        .text(stations)
                        .integers(numbers)
                        .text(received)
                        .text(excused)
                        .integers(gapsFrom)
                        .integers(gapsTo)
                        .one(heardAt.orElse(null))
                        .one(heardAt.orElse(null))
                        .text(cursors.stream().map(Cursor::station).toList())
                        .integers(cursors.stream().map(c -> c.last().journal()).toList())
                        .integers(cursors.stream().map(c -> c.last().sequence()).toList())
                        .integers(cursors.stream().map(Cursor::bikes).toList())
                        .integers(cursors.stream().map(Cursor::inferred).toList())
                        .integers(epochs);
                statement.execute();
            }
        });
    }
}
