package bici.fleet.store;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Stamp;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.SequenceRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/** Rows of table {@code fact} as the facts that stations told: the way back from {@link FactColumns}. */
final class RecordedFacts {
    private RecordedFacts() {}

    /** @param flag what was found of its cause when it came */
    record Told(Fact fact, Instant arrivedAt, Optional<String> flag) {
        boolean isFlagged(String why) {
            return flag.filter(why::equals).isPresent();
        }
    }

    static Told read(ResultSet row) throws SQLException {
        Stamp stamp = new Stamp(
                Times.get(row, "device_time"),
                Duration.of(row.getLong("uptime_ms"), ChronoUnit.MILLIS),
                row.getInt("boot"),
                Words.parse(Stamp.ClockQuality.class, row.getString("clock")),
                row.getBoolean("offline"));
        return new Told(
                new Fact(FactTable.id(row), stamp, event(row)),
                Times.get(row, "arrived_at"),
                Optional.ofNullable(row.getString("flag")));
    }

    private static Event event(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        int dock = row.getInt("dock");
        return switch (kind) {
            case "bike-removed" -> new Event.BikeRemoved(dock, bike(row), cause(row));
            case "bike-docked" -> new Event.BikeDocked(dock, bike(row));
            case "lock-opened-not-taken" -> new Event.LockOpenedNotTaken(dock, bike(row), findCommand(row));
            case "lock-failed" -> new Event.LockFailed(dock, findCommand(row), code(row));
            case "dock-fault" -> new Event.DockFault(dock, code(row));
            case "dock-cleared" -> new Event.DockCleared(dock);
            case "tamper" -> new Event.Tamper(dock);
            case "door" -> new Event.Door(row.getLong("value") == 1);
            case "power" -> new Event.Power(row.getLong("value_to") == 1, row.getInt("value"));
            case "button" -> new Event.Button(dock, findBike(row), code(row));
            case "bike-battery" -> new Event.BikeBattery(dock, bike(row), row.getInt("value"));
            case "lost" -> new Event.Lost(new SequenceRange(row.getLong("value"), row.getLong("value_to")));
            default -> throw new SQLException("no kind of fact: " + kind);
        };
    }

    private static Cause cause(ResultSet row) throws SQLException {
        Cause cause = FactTable.cause(row);
        return cause instanceof Cause.ByCard by
                ? new Cause.ByCard(
                        by.card(), row.getLong("list_version"), Objects.requireNonNull(row.getString("proof")))
                : cause;
    }

    private static Optional<CommandId> findCommand(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("cause_id")).map(CommandId::new);
    }

    private static BikeId bike(ResultSet row) throws SQLException {
        return new BikeId(row.getString("bike_id"));
    }

    private static Optional<BikeId> findBike(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("bike_id")).map(BikeId::new);
    }

    private static String code(ResultSet row) throws SQLException {
        return Objects.requireNonNull(row.getString("code"));
    }
}
