package bici.fleet.vocabulary;

import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Which texts from outside can be kept, sent to stations and shown: no lone surrogate (there is no UTF-8 of it), no NUL (no
 * database column holds it), and no other control character or line separator, which would add lines to what is written
 * line by line. Nothing that cannot be seen either, such as a zero-width space or what turns the direction of the letters
 * behind it: two texts that look the same would not be the same, or not say what they show. Emoji need two such characters
 * ({@code U+200D} between their parts and {@code U+FE0F} behind them), which stay possible.
 */
public final class PlainText {
    private static final String LINE_BREAKS = "\t\n\r";
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private PlainText() {}

    /** Of one line. */
    public static boolean isLine(String text) {
        return findStrayInLine(text).isEmpty();
    }

    /** Of one line or several: tab, line feed and carriage return as well. */
    public static boolean isLines(String text) {
        return findStrayInLines(text).isEmpty();
    }

    /** The first character that a text of one line cannot hold. */
    public static Optional<StrayCharacter> findStrayInLine(String text) {
        return findStray(text, PlainText::isPlain);
    }

    /** The first character that not even a text of several lines can hold. */
    public static Optional<StrayCharacter> findStrayInLines(String text) {
        return findStray(text, character -> isPlain(character) || LINE_BREAKS.indexOf(character) >= 0);
    }

    private static Optional<StrayCharacter> findStray(String text, IntPredicate fits) {
        int position = 1;
        for (int at = 0; at < text.length(); position++) {
            int character = text.codePointAt(at);
            if (!fits.test(character)) {
                return Optional.of(new StrayCharacter(character, position));
            }
            at += Character.charCount(character);
        }
        return Optional.empty();
    }

    /** In characters, as JSON Schema and the database count them: one beyond the first plane is one, not two. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            case Character.FORMAT -> character == ZERO_WIDTH_JOINER;
            default -> !isNoncharacter(character) && !isIgnorable(character);
        };
    }

    /** The last two of each plane, and 32 more: no text ever holds them. */
    static boolean isNoncharacter(int character) {
        return (character & 0xfffe) == 0xfffe || (character >= 0xfdd0 && character <= 0xfdef);
    }

    /** Of no width, and by its category no format character: fillers, joiners of graphemes, selectors of variants. */
    private static boolean isIgnorable(int character) {
        return switch (character) {
            case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2065, 0x3164, 0xffa0 -> true;
            default ->
                (character >= 0x180b && character <= 0x180f)
                        || (character >= 0xfff0 && character <= 0xfff8)
                        || (character >= 0xe0000 && character <= 0xe0fff);
        };
    }
}
