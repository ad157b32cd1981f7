package bici.fleet.operations;

import bici.fleet.trip.Trip;
import java.time.Duration;

/**
 * How long something may wait before it is an alarm: nothing waits in silence. One place for all, until operators set them
 * in a table.
 */
public final class WaitingLimits {
    /** Facts that a station has journalled and not delivered, though it delivered later ones. */
    public static final Duration GAP = Duration.ofDays(1);

    /** An inventory that cannot be compared with the facts, because some of them have not come. */
    public static final Duration INVENTORY = Duration.ofDays(1);

    /** A gap of a memory that was replaced since, and its inventory, can hardly end any more: they stand no longer than this. */
    public static final Duration REPLACED_MEMORY = Duration.ofDays(30);

    /** A command of which nobody knows whether it was carried out, from its deadline on. */
    public static final Duration COMMAND = Duration.ofHours(1);

    /** A bike that is in no dock, on no trip and on no truck. */
    public static final Duration MISSING = Duration.ofDays(1);

    /** Settings that a station is wanted to run on and does not say that it does. */
    public static final Duration CONFIG = Duration.ofDays(1);

    /** A rider's report that nobody has taken; an accident may not wait at all. */
    public static final Duration REPORT_OPEN = Duration.ofMinutes(30);

    /** A report that somebody has taken, until its end. */
    public static final Duration REPORT_TAKEN = Duration.ofDays(1);

    /** A rider's trip by a time that is an estimate: nobody rides for longer. The view {@code trip_review} says the same. */
    public static final Duration TRIP = Trip.PLAUSIBLE;

    private WaitingLimits() {}
}
