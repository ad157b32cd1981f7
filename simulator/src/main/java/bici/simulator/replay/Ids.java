package bici.simulator.replay;

import java.util.regex.Pattern;

/** The ids that a station can say on the wire. */
final class Ids {
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,31}");
    private static final int MAX_BIKE_LENGTH = 28;

    private Ids() {}

    static boolean isUsable(String id) {
        return USABLE.matcher(id).matches();
    }

    /** Leaves room for the number of a copy. */
    static boolean isUsableBike(String id) {
        return id.length() <= MAX_BIKE_LENGTH && isUsable(id);
    }

    static boolean isBlank(String value) {
        return value.isEmpty() || "NULL".equals(value);
    }
}
