package bici.simulator.replay;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The ids that a station can say on the wire. */
final class Ids {
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,31}");
    /** What a data frame makes of a column of numbers with a gap in it. */
    private static final Pattern FLOAT = Pattern.compile("^(\\d+)\\.0$");

    private static final Set<String> BLANK = Set.of("", "null", "\\n", "nan", "na", "n/a", "none");
    private static final int MAX_BIKE_LENGTH = 28;

    private Ids() {}

    static boolean isUsable(String id) {
        return USABLE.matcher(id).matches();
    }

    /** Leaves room for the number of a copy. */
    static boolean isUsableBike(String id) {
        return id.length() <= MAX_BIKE_LENGTH && isUsable(id);
    }

    /** Whether a field says that there is nothing: each database and data frame has its own word for it. */
    static boolean isBlank(String value) {
        return BLANK.contains(value.toLowerCase(Locale.ROOT));
    }

    /** {@code 3183} for {@code 3183.0}. */
    static String plain(String id) {
        return FLOAT.matcher(id).replaceFirst("$1");
    }
}
