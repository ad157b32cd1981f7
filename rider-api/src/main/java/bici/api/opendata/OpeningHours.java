package bici.api.opendata;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** The same hours every day of the year, local time. Until midnight is until {@link LocalTime#MIDNIGHT}. */
public record OpeningHours(LocalTime from, LocalTime until) {
    public static final OpeningHours ALWAYS = new OpeningHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

    public OpeningHours {
        if (!until.equals(LocalTime.MIDNIGHT) && !until.isAfter(from)) {
            throw new IllegalArgumentException("closes at " + until + ", before it opens at " + from);
        }
    }

    /** OpenStreetMap's {@code opening_hours}, as GBFS 3.0 wants it. */
    String openStreetMap() {
        if (equals(ALWAYS)) {
            return "24/7";
        }
        String end = until.equals(LocalTime.MIDNIGHT) ? "24:00" : MINUTES.format(until);
        return "Mo-Su,PH " + MINUTES.format(from) + "-" + end;
    }

    /** GBFS 2.3's {@code start_time}. */
    String start() {
        return SECONDS.format(from);
    }

    /** GBFS 2.3's {@code end_time}, which may not be 24:00:00. */
    String end() {
        return SECONDS.format(until.equals(LocalTime.MIDNIGHT) ? LAST_SECOND : until);
    }
}
