package bici.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a station says, on {@code bici/1/{station}/up/{kind}}. Field names are those of the JSON (PROTOCOL.md); times are
 * milliseconds since 1970-01-01T00:00Z by the clock named, durations milliseconds.
 */
public sealed interface UpMessage {
    /** The first message of every connection; nothing else is taken before its answer. */
    record Birth(
            String nonce,
            int journal,
            int boot,
            long deviceTimeMs,
            long uptimeMs,
            ClockQuality clock,
            String protocol,
            String firmware,
            String hardware,
            long configVersion,
            long listVersion,
            long asOf,
            long waiting,
            List<DockReading> docks)
            implements UpMessage {
        public Birth {
            docks = List.copyOf(docks);
        }
    }

    /** One dock of a birth's inventory. */
    record DockReading(int dock, Optional<String> bike, LockPosition lock, Optional<String> fault) {}

    enum LockPosition {
        LOCKED,
        UNLOCKED,
        JAMMED
    }

    /** The last will: the broker says it for a station that went away. {@code nonce} is its birth's. */
    record Death(String nonce) implements UpMessage {}

    /**
     * 1 to 500 facts of one journal, in sequence order. On the wire {@code boot}, {@code clock} and {@code offline} may
     * stand once beside {@code journal} for all facts that do not say otherwise.
     */
    record Facts(int journal, List<WireFact> facts) implements UpMessage {
        public static final int MAX_FACTS = 500;

        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /** Asks for the server's time. */
    record ClockRequest(String nonce, long uptimeMs, long deviceTimeMs) implements UpMessage {}

    /** Telemetry; may be thinned. Values by name with the unit in the name. */
    record Health(long deviceTimeMs, Map<String, Double> values) implements UpMessage {
        public Health {
            values = Map.copyOf(values);
        }
    }

    /** The one answer to a command. */
    record Reply(String command, Outcome outcome, Optional<String> reason, long deviceTimeMs, long uptimeMs)
            implements UpMessage {
        public enum Outcome {
            DONE,
            NOT_TAKEN,
            REFUSED,
            EXPIRED,
            DUPLICATE
        }
    }

    /** A card was tapped: may it take a bike? */
    record Authorize(String request, String card, int dock) implements UpMessage {}

    /** The allow-list version the station now holds, or why it kept the old one. */
    record AllowListReport(long version, Optional<String> refused) implements UpMessage {}

    /** The configuration the station runs on. */
    record ConfigReport(long version, String hash, Optional<String> refused) implements UpMessage {}

    /** How far a firmware roll-out has come at this station. */
    record FirmwareReport(String version, FirmwareState state, int percent, Optional<String> reason)
            implements UpMessage {}

    enum FirmwareState {
        DOWNLOADING,
        VERIFIED,
        INSTALLED,
        ROLLED_BACK,
        REFUSED
    }

    /** The answer to a diagnostics command: a part of a log or the self-tests. */
    record DiagnosticsReport(String command, int part, int parts, String text) implements UpMessage {}

    /** The topic's last level. */
    default String kind() {
        return switch (this) {
            case Birth b -> "birth";
            case Death d -> "death";
            case Facts f -> "facts";
            case ClockRequest c -> "clock";
            case Health h -> "health";
            case Reply r -> "reply";
            case Authorize a -> "authorize";
            case AllowListReport a -> "allow-list";
            case ConfigReport c -> "config";
            case FirmwareReport f -> "firmware";
            case DiagnosticsReport d -> "diagnostics";
        };
    }
}
