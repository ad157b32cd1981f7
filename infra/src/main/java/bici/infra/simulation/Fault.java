package bici.infra.simulation;

import java.util.Locale;

/** What goes wrong in a simulated city, and how often a day when its chance is neither good nor bad. */
enum Fault {
    /** A message vanishes, its connection lives on for a while. */
    MESSAGE_LOST(12),
    /** A message comes once more, up to eight hours later. */
    MESSAGE_DUPLICATED(20),
    /** A message and all behind it are late. */
    MESSAGE_DELAYED(20),
    /** A message comes before one that was sent earlier. */
    MESSAGE_REORDERED(20),
    /** A command comes on a later connection than the one it was sent on. */
    COMMAND_ASTRAY(6),
    LINK_CUT(30),
    /** Both ends think that the connection is there; nothing passes. */
    LINK_HALF_OPEN(8),
    /** A station has no signal, for up to eight hours. */
    LINK_AWAY(6),
    POWER_CUT(5),
    /** The power goes between the opening of a lock and the end of what follows. */
    POWER_CUT_IN_ACT(3),
    REBOOT(5),
    /** A clock that is wrong by up to ten minutes and says that it was set. */
    CLOCK_SKEWED(3),
    /** A clock that jumps by up to ten minutes. */
    CLOCK_STEPPED(4),
    /** A clock that begins in 1970 at the next start. */
    CLOCK_DEAD(3),
    /** A clock that begins in 1970, 2000, 2036 or 2106 at the next start and says that a battery kept it. */
    CALENDAR_RESET(1),
    /** An uptime that begins anew in the same boot, as one of 32 bits does after 49 days. */
    UPTIME_WRAPPED(1),
    /** An uptime that stands still for up to an hour, as some do in sleep. */
    UPTIME_STOOD_STILL(1),
    UPTIME_JUMPED(1),
    /** The next start has the number of this one. */
    BOOT_REUSED(1),
    /** A counter of facts that leaves some numbers out and says nothing of it. */
    SEQUENCE_SKIPPED(2),
    /** A bike that nobody has, in a dock that is not there. */
    STATION_INVENTS(2),
    /** An empty dock reads the tag of a bike that stands elsewhere: a copied tag, or one that sticks in its reader. */
    TAG_COPIED(2),
    NODE_KILLED(2),
    KILLED_BEFORE_COMMIT(2),
    KILLED_AFTER_COMMIT(2),
    KILLED_BEFORE_PUBLISH(2),
    /** A transaction that the database takes back for a passing reason. */
    COMMIT_FAILED(8),
    /** A commit that was made, though the node is told that it failed. */
    COMMIT_UNKNOWN(6),
    /** No database, for up to ten minutes. */
    DATABASE_AWAY(2),
    /** A part of a station's memory is gone, and it says so. */
    JOURNAL_LOST(2),
    LOCK_JAMMED(6),
    /** A lock opens and nobody pulls. */
    NOT_TAKEN(12),
    /** A bike is broken out of its lock. */
    FORCED(4),
    /** A phone asks many times at once. */
    RETRY_STORM(15),
    /** A phone does not get its answer. */
    ANSWER_LOST(20),
    /** A station's memory begins anew. */
    BOARD_REPLACED(1);

    private final double perDay;

    Fault(double perDay) {
        this.perDay = perDay;
    }

    double perDay() {
        return perDay;
    }

    /** Does it make times or places doubtful in ways that a good station never does? */
    boolean makesDoubt() {
        return switch (this) {
            case CALENDAR_RESET, UPTIME_WRAPPED, UPTIME_STOOD_STILL, UPTIME_JUMPED, BOOT_REUSED, TAG_COPIED -> true;
            default -> false;
        };
    }

    /** As it is printed: {@code power-cut}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
