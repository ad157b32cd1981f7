package bici.simulator.replay;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What is said of trip files that they do not say themselves.
 *
 * @param zone of their wall times
 * @param encoding without it UTF-8, or what a byte order mark tells
 * @param dates without it what all dates of a file tell, or its publisher's habit
 */
public record TripReading(ZoneId zone, Optional<Charset> encoding, Optional<DateOrder> dates) {
    /** Nothing but the zone. */
    public static TripReading in(ZoneId zone) {
        return new TripReading(zone, Optional.empty(), Optional.empty());
    }
}
