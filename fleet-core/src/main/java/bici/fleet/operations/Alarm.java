package bici.fleet.operations;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that needs somebody, as recorded facts and states tell it now. It ends when they no longer do.
 *
 * @param id stays the same as long as the alarm stands
 * @param station empty when it is about the system, or nobody said which
 * @param dock of the station, if it is about one
 * @param since when it began
 * @param evidence what it rests on: a fact's id, a connection's epoch, a code; for people, free of personal data
 */
public record Alarm(
        String id,
        Kind kind,
        Optional<StationId> station,
        Optional<Integer> dock,
        Optional<BikeId> bike,
        Instant since,
        String evidence) {

    /** How soon somebody should look. */
    public enum Severity {
        HIGH,
        MEDIUM,
        LOW;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is wrong; docs/alarms.md says what raises and what clears each. */
    public enum Kind {
        STATION_OFFLINE(Severity.HIGH),
        UNAUTHORISED_REMOVAL(Severity.HIGH),
        FORCED_LOCK(Severity.HIGH),
        CLONED_CERTIFICATE(Severity.HIGH),
        FEEDS_STALE(Severity.HIGH),
        ACCIDENT_REPORTED(Severity.HIGH),
        BIKE_IN_TWO_DOCKS(Severity.MEDIUM),
        DOCK_MISMATCH(Severity.MEDIUM),
        LOCK_FAILED(Severity.MEDIUM),
        PROOF_FAILED(Severity.MEDIUM),
        CLOCK_SKEW(Severity.MEDIUM),
        CLOCK_CONTRADICTION(Severity.MEDIUM),
        LOW_BATTERY(Severity.MEDIUM),
        DOOR_OPEN(Severity.MEDIUM),
        GHOST_TRIP_REPAIRED(Severity.MEDIUM),
        TRIP_CONTESTED(Severity.MEDIUM),
        TRIP_REVIEW(Severity.MEDIUM),
        STATION_UNPUBLISHED(Severity.MEDIUM),
        UNREGISTERED_BIKES(Severity.MEDIUM),
        UNREGISTERED_DOCKS(Severity.MEDIUM),
        REPORT_WAITING(Severity.MEDIUM),
        GAP_WAITING(Severity.MEDIUM),
        INVENTORY_WAITING(Severity.MEDIUM),
        COMMAND_UNKNOWN(Severity.MEDIUM),
        BIKE_MISSING(Severity.MEDIUM),
        DOCK_FAULT(Severity.LOW),
        BIKE_LOW_BATTERY(Severity.LOW),
        CONFIG_WAITING(Severity.LOW),
        QUARANTINE(Severity.LOW);

        private final Severity severity;

        Kind(Severity severity) {
            this.severity = severity;
        }

        public Severity severity() {
            return severity;
        }

        /** As programs read it: {@code dock-fault}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
