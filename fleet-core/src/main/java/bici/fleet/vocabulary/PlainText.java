package bici.fleet.vocabulary;

/**
 * Which texts from outside can be kept, sent to stations and shown: no lone surrogate (there is no UTF-8 of it), no NUL (no
 * database column holds it), and no other control character or line separator, which would add lines to what is written
 * line by line.
 */
public final class PlainText {
    private static final String LINE_BREAKS = "\t\n\r";
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    private PlainText() {}

    /** Of one line. */
    public static boolean isLine(String text) {
        return text.codePoints().allMatch(PlainText::isPlain);
    }

    /** Of one line or several: tab, line feed and carriage return as well. */
    public static boolean isLines(String text) {
        return text.codePoints().allMatch(character -> isPlain(character) || LINE_BREAKS.indexOf(character) >= 0);
    }

    /** In characters, as JSON Schema and the database count them: one beyond the first plane is one, not two. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isPlain(int character) {
        return !Character.isISOControl(character)
                && Character.getType(character) != Character.SURROGATE
                && character != LINE_SEPARATOR
                && character != PARAGRAPH_SEPARATOR;
    }
}
