package bici.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the gateway says to a station, on {@code bici/1/{station}/down/{kind}}. Times as in {@link UpMessage}. */
public sealed interface DownMessage {
    /**
     * The answer to a birth.
     *
     * @param epoch connection epoch, 0 unless accepted; commands of another epoch are refused by the station
     * @param retryAfterMs when to send the birth again, for pending and rejected
     */
    record BirthAnswer(
            String nonce,
            Acceptance status,
            long epoch,
            long serverTimeMs,
            long heartbeatMs,
            long healthMs,
            long retryAfterMs,
            Optional<String> reason)
            implements DownMessage {}

    enum Acceptance {
        ACCEPTED,
        PENDING,
        REJECTED
    }

    record ClockAnswer(String nonce, long serverTimeMs) implements DownMessage {}

    /**
     * A tracked command. The station refuses it when expired by its monotonic clock, of another epoch or already done.
     *
     * @param issuedMs server time of issue; the station takes its age from its last time exchange
     * @param ttlMs time to live, 10,000 for unlock
     */
    record Command(
            String command,
            Order order,
            Optional<Integer> dock,
            Optional<String> bike,
            long epoch,
            long issuedMs,
            long ttlMs)
            implements DownMessage {}

    enum Order {
        UNLOCK,
        LOCK_OUT,
        RELEASE,
        IDENTIFY,
        REBOOT,
        SERVICE_IN,
        SERVICE_OUT,
        DIAGNOSTICS
    }

    record AuthorizeAnswer(
            String request, boolean granted, Optional<String> holder, Optional<String> proof, Optional<String> reason)
            implements DownMessage {}

    /**
     * A part of the allow-list, in order; the list takes effect when every part is there and the signature holds.
     *
     * @param cardKey Base64 key of HMAC-SHA256 over a card's number; the first 16 bytes in hexadecimal are its card id
     * @param signature Ed25519 over the canonical text of the whole list (PROTOCOL.md, "allow-list"), Base64; the same
     *     in every part
     */
    record AllowListChunk(long version, int part, int parts, String cardKey, String signature, List<CardEntry> entries)
            implements DownMessage {
        public AllowListChunk {
            entries = List.copyOf(entries);
        }
    }

    /** One card of the allow-list. */
    record CardEntry(String card, Holder holder, long validFromMs, long validUntilMs, String proof) {}

    enum Holder {
        DENIED,
        RIDER,
        CREW
    }

    /** Send these facts of a journal again, or say that they are lost. */
    record Resend(int journal, long from, long to) implements DownMessage {}

    record ConfigDesired(long version, String hash, Map<String, String> settings) implements DownMessage {
        public ConfigDesired {
            settings = Map.copyOf(settings);
        }
    }

    /** A signed firmware manifest. */
    record FirmwareOffer(String version, String sha256, long sizeBytes, String url, String signature, long notBeforeMs)
            implements DownMessage {}

    /**
     * Something the station sent was not right; what was readable was kept.
     *
     * @param about the kind of the message at fault
     * @param reason a word of PROTOCOL.md's table of faults
     * @param pointer JSON pointer to the place, empty for the whole message
     */
    record Fault(String about, String reason, String detail, String pointer, Optional<Long> sequence)
            implements DownMessage {}

    /** The topic's last level. */
    default String kind() {
        return switch (this) {
            case BirthAnswer b -> "birth";
            case ClockAnswer c -> "clock";
            case Command c -> "command";
            case AuthorizeAnswer a -> "authorize";
            case AllowListChunk a -> "allow-list";
            case Resend r -> "resend";
            case ConfigDesired c -> "config";
            case FirmwareOffer f -> "firmware";
            case Fault f -> "fault";
        };
    }
}
