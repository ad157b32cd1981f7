package bici.fleet.trip;

import java.util.Locale;

/** Why a bike is not let go: first what we say before anything is sent, then what stations say. */
public enum Refusal {
    UNKNOWN_CODE,
    TOO_MANY_WRONG_CODES,
    TOO_MANY_UNLOCKS,
    RIDER_SUSPENDED,
    CONSENT_MISSING,
    TRIP_OPEN,
    UNLOCK_PENDING,
    NO_BIKE,
    BIKE_HELD,
    BIKE_IN_TRIP,
    BIKE_OUT_OF_SERVICE,
    DOCK_FAULTY,
    DOCK_LOCKED_OUT,
    STATION_OFFLINE,
    STATION_OUT_OF_SERVICE,
    /** Somebody else took the bike first. */
    BIKE_GONE,
    LOCK_FAILED,
    /** The lock was busy with something else; another try may do. */
    STATION_BUSY,
    /** Its rider took the request back, perhaps before it arrived: it opens nothing any more. */
    CANCELLED,
    /** The station gave another reason: another connection epoch, no such dock, not supported. */
    STATION_REFUSED;

    /** As in problem types and the database: {@code bike-held}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
