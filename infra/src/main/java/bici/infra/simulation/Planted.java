package bici.infra.simulation;

import java.util.Locale;
import java.util.Set;

/** Bugs that can be planted in the core's ports or in the node around them, to see that the simulation finds each. */
enum Planted {
    /** Stations are acknowledged as soon as their facts arrive. */
    ACK_BEFORE_COMMIT,
    /** A commit that failed or is unknown counts as done. */
    ACK_WITHOUT_COMMIT,
    /** Gaps are not asked for. */
    NO_RESEND,
    /** What was received is forgotten, so that nothing is known to be a duplicate. */
    NO_DEDUPE,
    /** Facts happen when they arrive. */
    ARRIVAL_ORDER,
    /** A wrong clock is believed. */
    CLOCK_BELIEVED,
    /** A late fact is put on top of what the dock has become since. */
    LATE_FACT_OVERWRITES_DOCK,
    /** What a trip costs is charged once, and stays when a late fact changes the trip. */
    CORRECTION_NOT_CHARGED,
    /** A trip is over when its station says that the lock opened, not when the fact comes. */
    DONE_WITHOUT_FACT,
    /** An idempotency key says nothing. */
    KEY_IGNORED,
    /** Bike, dock and rider are free before the station can no longer obey. */
    SWEPT_TOO_EARLY,
    /** What waits for a station is never ended by time. */
    NEVER_SWEPT,
    /** The inventory is held against docks that have not heard all it reflects. */
    INVENTORY_TOO_EARLY,
    /** What an inventory shows is not inferred. */
    NO_INFERENCE,
    /** A command lives as long as it takes. */
    NO_DEADLINE,
    /** A command is made out to whatever connection there is, as new. */
    HANDED_OUT_AGAIN,
    /** Undecided is told as failed. */
    UNKNOWN_IS_FAILED,
    /** Half of a transaction stays when the other half is taken back. */
    HALF_A_TRANSACTION,
    /** A removal does not end the command that caused it. */
    FACT_RESOLVES_NOTHING,
    /** Nobody's trips. */
    OWNER_FORGOTTEN,
    /** A time is judged when the fact comes, and never again. */
    JUDGED_ONCE,
    /** What was judged anew is not kept. */
    NEW_TIMES_UNREAD,
    /** The first birth dates the whole boot, whatever others say. */
    FIRST_BIRTH_DATES_ALL,
    /** The newest birth dates the whole boot. */
    LAST_BIRTH_DATES_ALL,
    /** A birth is taken to have come a minute later than it did. */
    BIRTH_DATED_LATE,
    /** A birth is taken to have been under way for so long that any calendar agrees with it. */
    ANY_CALENDAR_AGREES,
    /** What was judged anew is kept for the fact beside it. */
    NEW_TIMES_OF_OTHERS,
    /** A late fact is folded without what the bike did before it. */
    FOLDED_FROM_THE_LATE_FACT,
    /** No bike is of the fleet. */
    FLEET_FORGOTTEN,
    /** Every bike that a station tells of is of the fleet. */
    INVENTED_BIKES_RIDE;

    /** What it leads to: a day in which only something else is wrong does not show it. */
    Set<Wrong> shownBy() {
        return switch (this) {
            case ACK_BEFORE_COMMIT, ACK_WITHOUT_COMMIT -> Set.of(Wrong.LOST);
            case NO_RESEND, NEVER_SWEPT -> Set.of(Wrong.STUCK);
            // What the database's keys refuse is set aside, and so it was acknowledged without being recorded.
            case NO_DEDUPE -> Set.of(Wrong.DUP, Wrong.LOST, Wrong.INVENTED);
            case CORRECTION_NOT_CHARGED -> Set.of(Wrong.CHARGE);
            case ARRIVAL_ORDER -> Set.of(Wrong.TRIP, Wrong.PLACE, Wrong.GHOST_OPEN);
            case CLOCK_BELIEVED -> Set.of(Wrong.TIME);
            case LATE_FACT_OVERWRITES_DOCK -> Set.of(Wrong.SHOWN, Wrong.PLACE);
            case DONE_WITHOUT_FACT -> Set.of(Wrong.ANSWER);
            case KEY_IGNORED -> Set.of(Wrong.ANSWER, Wrong.DOUBLE_OPEN);
            case SWEPT_TOO_EARLY -> Set.of(Wrong.ANSWER, Wrong.LATE_OPEN);
            case INVENTORY_TOO_EARLY -> Set.of(Wrong.SHOWN, Wrong.TRIP, Wrong.PLACE, Wrong.ANSWER);
            case NO_INFERENCE -> Set.of(Wrong.SHOWN, Wrong.PLACE, Wrong.GHOST_OPEN);
            case NO_DEADLINE -> Set.of(Wrong.LATE_OPEN);
            case HANDED_OUT_AGAIN -> Set.of(Wrong.LATE_OPEN, Wrong.DOUBLE_OPEN);
            case UNKNOWN_IS_FAILED -> Set.of(Wrong.LATE_OPEN, Wrong.ANSWER);
            case HALF_A_TRANSACTION -> Set.of(Wrong.LOST, Wrong.SHOWN);
            case FACT_RESOLVES_NOTHING -> Set.of(Wrong.ANSWER, Wrong.STUCK);
            case OWNER_FORGOTTEN -> Set.of(Wrong.TRIP);
            case JUDGED_ONCE,
                    NEW_TIMES_UNREAD,
                    FIRST_BIRTH_DATES_ALL,
                    LAST_BIRTH_DATES_ALL,
                    BIRTH_DATED_LATE,
                    ANY_CALENDAR_AGREES,
                    NEW_TIMES_OF_OTHERS -> Set.of(Wrong.TIME, Wrong.TRIP, Wrong.GHOST_OPEN);
            case FOLDED_FROM_THE_LATE_FACT, FLEET_FORGOTTEN ->
                Set.of(Wrong.TRIP, Wrong.PLACE, Wrong.GHOST_OPEN, Wrong.TIME, Wrong.CHARGE);
            case INVENTED_BIKES_RIDE -> Set.of(Wrong.INVENTED);
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
