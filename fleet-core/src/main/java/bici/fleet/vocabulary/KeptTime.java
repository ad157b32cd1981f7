package bici.fleet.vocabulary;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Which times from outside can be kept: of the years 1 to 9999. {@link Instant} goes on where no database does. */
public final class KeptTime {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private KeptTime() {}

    /**
     * As {@link Instant#parse}.
     *
     * @throws DateTimeParseException also when no database holds it
     */
    public static Instant parse(String text) {
        Instant time = Instant.parse(text);
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new DateTimeParseException("not in the years 1 to 9999", text, 0);
        }
        return time;
    }
}
