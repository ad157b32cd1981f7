package bici.fleet.vocabulary;

import java.util.regex.Pattern;

/** The one alphabet of ids that travel in topics, certificates and files. */
final class Words {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,31}");

    private Words() {}

    static void requireId(String value, String what) {
        if (!ID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    what + " must be 1 to 32 letters, digits, '-' or '_', starting with a letter or digit: " + value);
        }
    }
}
