package bici.simulator.replay;

import java.util.Locale;

/** Why a row is not replayed. Checked in this order; a row has the first that holds. */
public enum Reason {
    /** Not as many columns as the header. */
    UNREADABLE_ROW,
    /** The header once more: a file put together from several. */
    HEADER_REPEATED,
    NO_BIKE,
    /** A bike id that no dock could read: 1 to 28 letters, digits, {@code -} or {@code _}. */
    BIKE_ID_NOT_USABLE,
    /** Blank, {@code NULL}, {@code \\N}, {@code NaN} and the like. */
    NO_START_STATION,
    /** Blank, {@code NULL}, {@code \\N}, {@code NaN} and the like. */
    NO_END_STATION,
    /** A station id that no station can say: 1 to 32 letters, digits, {@code -} or {@code _}. */
    START_STATION_ID_NOT_USABLE,
    END_STATION_ID_NOT_USABLE,
    /** A name with a control character, which every screen and feed would pass on. */
    START_STATION_NAME_NOT_USABLE,
    END_STATION_NAME_NOT_USABLE,
    UNREADABLE_TIME,
    /** A wall time that a change to summer time skipped: it never was. */
    TIME_SKIPPED_BY_CLOCK_CHANGE,
    ENDS_BEFORE_IT_STARTS,
    /** The files give it no position, or one far from all others. */
    START_STATION_OUTSIDE_NETWORK,
    /** The files give it no position, or one far from all others. */
    END_STATION_OUTSIDE_NETWORK,
    /** Not over by now: a station cannot have it in its journal. */
    IN_THE_FUTURE,
    /** The same bike is on an earlier trip then. */
    BIKE_OVERLAPS,
    /** The same bike was returned to another station at that very moment: no van is that fast. */
    BIKE_ELSEWHERE,
    /** The same bike came and went at two stations in one moment: their facts do not tell which was first. */
    BIKE_TOO_FAST;

    /** The word people see, such as {@code no-end-station}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
