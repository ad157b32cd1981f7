package bici.fleet.operations;

import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How stations are, beside their docks. Blocking; {@code bici.fleet.dock.LedgerUnavailable} while the database is away. */
public interface StationConditions {
    /** How many inferred facts are shown. */
    int MAX_INFERRED = 20;

    Optional<StationCondition> find(StationId station);

    /** The answer to an order of {@code DIAGNOSTICS}, as far as it has come; empty while nothing has. */
    Optional<Diagnostics> findDiagnostics(CommandId command);

    /**
     * A station as its last words tell.
     *
     * @param readings the newest of each name, by name
     * @param inferred what its inventories showed and its facts did not, newest first
     */
    record StationCondition(
            String firmware,
            String hardware,
            Optional<ClockReading> clock,
            Optional<ConfigState> config,
            List<Reading> readings,
            List<Inferred> inferred) {
        public StationCondition {
            readings = List.copyOf(readings);
            inferred = List.copyOf(inferred);
        }
    }

    /** The station's time minus ours. */
    record ClockReading(long skewMs, Instant measuredAt) {}

    /**
     * A reading (PROTOCOL.md, "Health"), or what facts tell under the names {@code doorOpen} and {@code mainsOn}.
     */
    record Reading(String name, double value, Instant at) {}

    /**
     * Settings wanted, and what the station last said.
     *
     * @param refused why it did not take what it was told
     */
    record ConfigState(
            StationConfigs.Config wanted,
            Instant wantedAt,
            Optional<Long> reportedVersion,
            Optional<String> reportedHash,
            Optional<String> refused,
            Optional<Instant> reportedAt) {
        /** The station says that it runs on what is wanted. */
        public boolean isAdopted() {
            return refused.isEmpty()
                    && reportedHash.filter(wanted.hash()::equals).isPresent();
        }
    }

    /**
     * A fact that no station told.
     *
     * @param kind {@code bike-removed} or {@code bike-docked}
     * @param evidenceEpoch of the birth whose inventory shows it
     */
    record Inferred(Instant at, String kind, int dock, Optional<BikeId> bike, long evidenceEpoch) {}

    /** A report; complete when every part is there. */
    record Diagnostics(CommandId command, StationId station, boolean complete, String text) {}
}
