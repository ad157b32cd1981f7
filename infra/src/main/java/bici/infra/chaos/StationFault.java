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
    STATION_INVENTS,
    /** A dock that is not there reads the tag of a bike that stands elsewhere. */
    TAG_COPIED;

    private static final String INVENTED = "X";
    /** Docks with higher numbers read copied tags and nothing else: no station is that large. */
    private static final int LARGEST_STATION = 400;

    /** Does it make times doubtful? */
    boolean isOfClocks() {
        return switch (this) {
            case CLOCK_STEPPED,
                    CLOCK_STOPPED,
                    CALENDAR_RESET,
                    UPTIME_WRAPPED,
                    UPTIME_STOOD_STILL,
                    UPTIME_JUMPED,
                    BOOT_REUSED -> true;
            case SEQUENCE_SKIPPED, STATION_INVENTS, TAG_COPIED -> false;
        };
    }

    /** Until the station is set right; others are over at once, though not what follows from them. */
    boolean lasts() {
        return switch (this) {
            case CLOCK_STEPPED, CLOCK_STOPPED, CALENDAR_RESET, UPTIME_STOOD_STILL -> true;
            case UPTIME_WRAPPED, UPTIME_JUMPED, BOOT_REUSED, SEQUENCE_SKIPPED, STATION_INVENTS, TAG_COPIED -> false;
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

    /** A dock that reads copied tags. */
    static int ghostDock(int number) {
        return LARGEST_STATION + number;
    }

    /** Did nothing come or leave there? */
    static boolean isInvented(String bike, int dock) {
        return bike.startsWith(INVENTED) || isGhost(dock);
    }

    static boolean isGhost(int dock) {
        return dock > LARGEST_STATION;
    }
}
