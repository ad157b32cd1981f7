package bici.infra.chaos;

import java.util.Locale;

/** What goes wrong with a station itself, in the words of {@code bici simulate}. */
enum StationFault {
    /** A calendar that is up to ten minutes off. */
    CLOCK_STEPPED,
    /** A calendar that does not move, at its time or in 1970. */
    CLOCK_STOPPED,
    /** A calendar that begins in 1970, 2000, 2036 or 2106. */
    CALENDAR_RESET,
    /** An uptime that begins anew in the same boot. */
    UPTIME_WRAPPED,
    UPTIME_STOOD_STILL,
    UPTIME_JUMPED,
    /** The start has the number of the one before. */
    BOOT_REUSED,
    /** A counter of facts that leaves numbers out. */
    SEQUENCE_SKIPPED,
    /** A bike that nobody has, in a dock that is not there. */
    STATION_INVENTS;

    private static final String INVENTED = "X";

    /** Does it make times doubtful? */
    boolean isOfClocks() {
        return this != SEQUENCE_SKIPPED && this != STATION_INVENTS;
    }

    /** Until the station is set right; others are over at once, though not what follows from them. */
    boolean lasts() {
        return switch (this) {
            case CLOCK_STEPPED, CLOCK_STOPPED, CALENDAR_RESET, UPTIME_STOOD_STILL -> true;
            case UPTIME_WRAPPED, UPTIME_JUMPED, BOOT_REUSED, SEQUENCE_SKIPPED, STATION_INVENTS -> false;
        };
    }

    /** As it is written: {@code uptime-wrapped}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static StationFault parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** A bike that there is nowhere but in what stations invent. */
    static String inventedBike(int number) {
        return INVENTED + number;
    }

    static boolean isInvented(String bike) {
        return bike.startsWith(INVENTED);
    }
}
