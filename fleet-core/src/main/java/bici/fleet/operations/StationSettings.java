package bici.fleet.operations;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a setting of a station may be, as far as its name says it (PROTOCOL.md, 12). Everything else is the maker's, and the
 * station's to refuse.
 */
public final class StationSettings {
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,17}");
    private static final String HEARTBEAT = "heartbeatMs";
    private static final Bounds HEARTBEAT_MS = new Bounds(1_000, 900_000);
    /** A time: none is after the end of 9999. */
    private static final Bounds MS = new Bounds(0, 253_402_300_799_999L);

    private static final Bounds PERCENT = new Bounds(0, 100);

    private StationSettings() {}

    /** What is wrong with a value. */
    public enum Fault {
        NO_WHOLE_NUMBER,
        TOO_SMALL,
        TOO_LARGE
    }

    private record Bounds(long least, long most) {}

    /** The rule that this value breaks. */
    public static Optional<Fault> findFault(String name, String value) {
        return bounds(name).flatMap(bounds -> judge(value, bounds));
    }

    private static Optional<Bounds> bounds(String name) {
        if (name.equals(HEARTBEAT)) {
            return Optional.of(HEARTBEAT_MS);
        }
        if (name.endsWith("Ms")) {
            return Optional.of(MS);
        }
        return name.endsWith("Percent") ? Optional.of(PERCENT) : Optional.empty();
    }

    private static Optional<Fault> judge(String value, Bounds bounds) {
        if (!WHOLE.matcher(value).matches()) {
            return Optional.of(Fault.NO_WHOLE_NUMBER);
        }
        long number = Long.parseLong(value);
        if (number < bounds.least()) {
            return Optional.of(Fault.TOO_SMALL);
        }
        return number > bounds.most() ? Optional.of(Fault.TOO_LARGE) : Optional.empty();
    }
}
