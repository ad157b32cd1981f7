package bici.infra.simulation;

import java.util.Locale;

/** What the core can do wrong, as the last line counts it. */
enum Wrong {
    /** Acknowledged, and not there. */
    LOST,
    /** There twice. */
    DUP,
    /** There, and it never happened. */
    INVENTED,
    /** A lock opened after its time, for an earlier connection, or after its rider was told that it would not. */
    LATE_OPEN,
    /** A lock opened twice for one request. */
    DOUBLE_OPEN,
    /** A trip is open whose bike stands in a dock. */
    GHOST_OPEN,
    /** A trip came out otherwise than it was ridden. */
    TRIP,
    /** A trip costs something else than its tariff says, or nobody's trip costs anything. */
    CHARGE,
    /** Something is shown that is not so. */
    SHOWN,
    /** Two places, two trips, or none at all. */
    PLACE,
    /** A time that is further from the truth than the clocks explain. */
    TIME,
    /** An answer that is not true, or not the same twice. */
    ANSWER,
    /** Something that must come to an end does not. */
    STUCK,
    /** An exception that nobody expected. */
    CRASHED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
