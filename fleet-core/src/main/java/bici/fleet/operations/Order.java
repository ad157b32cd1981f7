package bici.fleet.operations;

import java.time.Duration;

/** What a station may be told to do (PROTOCOL.md, "Commands"). */
public enum Order {
    UNLOCK,
    LOCK_OUT,
    RELEASE,
    SERVICE_IN,
    SERVICE_OUT,
    IDENTIFY,
    REBOOT,
    /** Send logs and self-tests. */
    DIAGNOSTICS;

    /** From the request of a member of staff to the deadline. */
    public static final Duration STAFF_TIME_TO_LIVE = Duration.ofSeconds(30);

    /** May it name a dock? Lock-out and release must. */
    public boolean takesDock() {
        return this == UNLOCK || this == LOCK_OUT || this == RELEASE || this == IDENTIFY;
    }

    public boolean needsDock() {
        return this == UNLOCK || this == LOCK_OUT || this == RELEASE;
    }
}
