package bici.fleet.vocabulary;

/** The one alphabet of ids that travel in topics, certificates and files. */
final class Words {
    private static final int MAX_LENGTH = 32;

    private Words() {}

    /** By hand: every fact that is read from the wire or from the database has several. */
    static void requireId(String value, String what) {
        boolean right = !value.isEmpty() && value.length() <= MAX_LENGTH && isLetterOrDigit(value.charAt(0));
        for (int i = 1; right && i < value.length(); i++) {
            char c = value.charAt(i);
            right = isLetterOrDigit(c) || c == '_' || c == '-';
        }
        if (!right) {
            throw new IllegalArgumentException(
                    what + " must be 1 to 32 letters, digits, '-' or '_', starting with a letter or digit: " + value);
        }
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
