package bici.wire;

import java.util.Locale;

/** Why something a station sent was not taken as sent (PROTOCOL.md, "Faults"). */
public enum FaultReason {
    MALFORMED_JSON,
    INVALID_UTF8,
    WRONG_TYPE,
    MISSING_FIELD,
    OUT_OF_RANGE,
    TOO_MANY_FACTS,
    TOO_LARGE,
    TOO_DEEP,
    UNKNOWN_KIND,
    BEFORE_BIRTH,
    SEQUENCE_CONFLICT,
    NOT_RECORDABLE;

    /** The word on the wire, such as {@code malformed-json}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
