package bici.fleet.store;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Fact;
import bici.fleet.dock.RecordedFact;
import bici.fleet.dock.Stamp;
import bici.fleet.dock.TimeJudge;
import bici.fleet.dock.TimeJudge.JudgedTime;
import bici.fleet.ledger.FactLog;
import bici.fleet.ledger.Inventories.Sighting;
import bici.fleet.ledger.StationCursors.BootKey;
import bici.fleet.trip.BikeFact;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.DockId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Table {@code fact}: only ever added to. */
final class FactTable implements FactLog {
    /** How long before a late fact a place to begin from is looked for: a bike that was not told of for so long is read whole. */
    private static final Duration REACH = Duration.ofDays(30);

    private final Connection connection;

    FactTable(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void append(List<RecordedFact> facts) {
        Jdbc.run(() -> {
            CopyText rows = new CopyText();
            for (RecordedFact recorded : facts) {
                Fact fact = recorded.fact();
                Stamp stamp = fact.stamp();
                FactColumns columns = FactColumns.of(fact.event());
                rows.add(fact.id().station())
                        .add(fact.id().journal())
                        .add(fact.id().sequence())
                        .add(stamp.deviceTime())
                        .add(recorded.at())
                        .add(Words.of(recorded.time().quality()))
                        .add(recorded.time().skewMs())
                        .add(recorded.arrivedAt())
                        .add(stamp.uptime().toMillis())
                        .add(stamp.boot())
                        .add(Words.of(stamp.clock()))
                        .add(stamp.offline())
                        .add(columns.kind())
                        .add(columns.dock())
                        .add(columns.bike())
                        .add(columns.cause())
                        .add(columns.causeId())
                        .add(columns.listVersion())
                        .add(columns.proof())
                        .add(columns.code())
                        .add(columns.value())
                        .add(columns.valueTo())
                        .add(recorded.flag())
                        .add(recorded.evidenceEpoch())
                        .add(recorded.time().earliest())
                        .endRow();
            }
            rows.send(connection, RecordSql.COPY_FACTS);
        });
    }

    @Override
    public List<RecordedFact> loadDoubtful(BootKey boot, long after) {
        return Jdbc.ask(() -> new Rows(connection)
                .list(
                        RecordSql.LOAD_DOUBTFUL,
                        row -> {
                            RecordedFacts.Told told = RecordedFacts.read(row);
                            return new RecordedFact(
                                    told.fact(), time(row), told.arrivedAt(), told.flag(), Optional.empty());
                        },
                        boot.station().value(),
                        boot.journal(),
                        boot.boot(),
                        after));
    }

    private static JudgedTime time(ResultSet row) throws SQLException {
        return new JudgedTime(
                Times.get(row, "at"),
                Words.parse(TimeJudge.TimeQuality.class, row.getString("time_quality")),
                Optional.ofNullable(row.getObject("skew_ms", Long.class)),
                Times.find(row, "earliest"));
    }

    @Override
    public void judgeAnew(List<RecordedFact> facts, long epoch) {
        Jdbc.run(() -> {
            CopyText rows = new CopyText();
            for (RecordedFact recorded : facts) {
                FactId id = recorded.fact().id();
                JudgedTime time = recorded.time();
                rows.add(id.station())
                        .add(id.journal())
                        .add(id.sequence())
                        .add(epoch)
                        .add(time.at())
                        .add(Words.of(time.quality()))
                        .add(time.skewMs())
                        .add(time.earliest())
                        .endRow();
            }
            rows.send(connection, RecordSql.COPY_TIMES);
        });
    }

    @Override
    public Set<Fact> findSame(Collection<Fact> repeated) {
        return Jdbc.ask(() -> {
            Map<FactId, Set<Fact>> byId = new HashMap<>();
            repeated.forEach(fact ->
                    byId.computeIfAbsent(fact.id(), id -> new HashSet<>()).add(fact));
            Set<Fact> same = new HashSet<>();
            try (PreparedStatement statement = connection.prepareStatement(RecordSql.FIND_REPEATED)) {
                new Columns(connection, statement)
                        .text(repeated.stream().map(f -> f.id().station()).toList())
                        .integers(repeated.stream().map(f -> f.id().journal()).toList())
                        .integers(repeated.stream().map(f -> f.id().sequence()).toList());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        for (Fact sent : byId.getOrDefault(id(rows), Set.of())) {
                            if (isSame(sent, rows)) {
                                same.add(sent);
                            }
                        }
                    }
                }
            }
            return same;
        });
    }

    private static boolean isSame(Fact sent, ResultSet row) throws SQLException {
        FactColumns columns = FactColumns.of(sent.event());
        FactColumns stored = new FactColumns(
                row.getString("kind"),
                row.getObject("dock", Integer.class),
                row.getString("bike_id"),
                row.getString("cause"),
                row.getString("cause_id"),
                row.getObject("list_version", Long.class),
                row.getString("proof"),
                row.getString("code"),
                row.getObject("value", Long.class),
                row.getObject("value_to", Long.class));
        Stamp stamp = sent.stamp();
        return columns.equals(stored)
                && stamp.deviceTime().equals(Times.get(row, "device_time"))
                && stamp.uptime().equals(Duration.of(row.getLong("uptime_ms"), ChronoUnit.MILLIS))
                && stamp.boot() == row.getInt("boot")
                && Words.of(stamp.clock()).equals(row.getString("clock"))
                && stamp.offline() == row.getBoolean("offline");
    }

    @Override
    public Map<BikeId, Instant> findRefoldStarts(Map<BikeId, Instant> earliestLate) {
        return Jdbc.ask(() -> {
            Map<BikeId, Instant> starts = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(RecordSql.FIND_REFOLD_STARTS)) {
                new Columns(connection, statement)
                        .text(earliestLate.keySet())
                        .times(earliestLate.values())
                        .one(REACH.toMillis())
                        .one(earliestArrival(earliestLate).minus(REACH));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        starts.put(new BikeId(rows.getString("bike_id")), Times.get(rows, "at"));
                    }
                }
            }
            return starts;
        });
    }

    @Override
    public Map<BikeId, Set<BikeFact>> loadHistories(Map<BikeId, Instant> since) {
        return Jdbc.ask(() -> {
            if (since.isEmpty()) {
                return Map.of();
            }
            try (PreparedStatement statement = connection.prepareStatement(RecordSql.LOAD_HISTORIES)) {
                statement.setFetchSize(0);
                new Columns(connection, statement)
                        .text(since.keySet())
                        .times(since.values())
                        .one(earliestArrival(since));
                return steps(statement);
            }
        });
    }

    @Override
    public Map<BikeId, Set<BikeFact>> findToldAfter(Collection<Sighting> sightings, Map<BikeId, Instant> before) {
        return Jdbc.ask(() -> {
            try (PreparedStatement statement = connection.prepareStatement(RecordSql.FIND_TOLD_AFTER)) {
                new Columns(connection, statement)
                        .text(sightings.stream().map(Sighting::bike).toList())
                        .text(sightings.stream().map(s -> s.dock().station()).toList())
                        .integers(sightings.stream()
                                .map(s -> s.taken().asOf().journal())
                                .toList())
                        .integers(sightings.stream()
                                .map(s -> s.taken().asOf().sequence())
                                .toList())
                        .times(sightings.stream()
                                .map(s -> Objects.requireNonNull(before.get(s.bike())))
                                .toList());
                return steps(statement);
            }
        });
    }

    private static Map<BikeId, Set<BikeFact>> steps(PreparedStatement statement) throws SQLException {
        Map<BikeId, Set<BikeFact>> steps = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                steps.computeIfAbsent(new BikeId(rows.getString("bike_id")), b -> new HashSet<>())
                        .add(step(rows));
            }
        }
        return steps;
    }

    /** Before this nothing arrived that happened since. */
    private static Instant earliestArrival(Map<BikeId, Instant> since) {
        return since.values().stream()
                .min(Instant::compareTo)
                .orElse(FactLog.BEGINNING)
                .minus(TimeJudge.TOLERANCE);
    }

    static BikeFact step(ResultSet row) throws SQLException {
        FactId id = id(row);
        BikeFact.Step step;
        if (row.getString("kind").equals("bike-docked")) {
            step = new BikeFact.Step.Docked();
        } else if (id.journal() == FactId.INFERRED) {
            step = new BikeFact.Step.Vanished();
        } else {
            step = new BikeFact.Step.Removed(cause(row), Optional.ofNullable(row.getString("flag")));
        }
        Instant at = Times.get(row, "at");
        Instant earliest = Times.find(row, "earliest").orElse(at);
        boolean estimated = row.getString("time_quality").equals("estimated");
        return new BikeFact(id, earliest, at, estimated, new DockId(id.station(), row.getInt("dock")), step);
    }

    /** A cause as far as trips need it: list version and proof stay with the fact. */
    static Cause cause(ResultSet row) throws SQLException {
        String kind = row.getString("cause");
        @Nullable String by = row.getString("cause_id");
        return switch (kind) {
            case "command" -> new Cause.ByCommand(new CommandId(Objects.requireNonNull(by)));
            case "card" -> new Cause.ByCard(new CardId(Objects.requireNonNull(by)), 0, "");
            case "crew" -> new Cause.ByCrew(new CardId(Objects.requireNonNull(by)));
            case "nobody" -> new Cause.ByNobody();
            default -> throw new SQLException("unknown cause " + kind);
        };
    }

    static FactId id(ResultSet row) throws SQLException {
        return new FactId(new StationId(row.getString("station_id")), row.getInt("journal"), row.getLong("sequence"));
    }
}
