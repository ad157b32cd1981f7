package bici.fleet.trip;

/**
 * How a command to a station stands. A command has exactly one end and never leaves it.
 * {@code QUEUED -> SENT -> UNKNOWN}, each of them to one of the ends.
 */
public enum CommandState {
    /** Committed, not yet handed to the station's connection. */
    QUEUED,
    /** Handed over; the station may obey until the deadline. */
    SENT,
    /** The deadline passed without a word; the station's journal will tell. The station can no longer obey. */
    UNKNOWN,
    /** The bike was pulled (the fact says so), or the order was carried out. */
    DONE,
    /** The lock opened, nobody pulled, it closed again. */
    NOT_TAKEN,
    /** Not done; the refusal says why. */
    REFUSED,
    /** Too late, or never received: nothing happened and nothing will. */
    EXPIRED,
    /** Taken back before it was sent. */
    CANCELLED,
    /** The station went off line before it was sent. */
    STATION_OFFLINE;

    public boolean isEnd() {
        return switch (this) {
            case QUEUED, SENT, UNKNOWN -> false;
            case DONE, NOT_TAKEN, REFUSED, EXPIRED, CANCELLED, STATION_OFFLINE -> true;
        };
    }
}
