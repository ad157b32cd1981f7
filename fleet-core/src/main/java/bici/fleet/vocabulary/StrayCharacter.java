package bici.fleet.vocabulary;

import java.util.Locale;

/**
 * A character that a text cannot hold ({@link PlainText}), and where it is. Most of them cannot be seen, so that nobody finds
 * one by looking.
 *
 * @param character its code point
 * @param position of it in the text, counted in characters from 1
 */
public record StrayCharacter(int character, int position) {
    /** What people call it. */
    public enum Kind {
        INVISIBLE,
        CONTROL,
        LINE_BREAK,
        /** Half of one, or one that does not exist. */
        INVALID;

        /** As the contracts say it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Kind kind() {
        return switch (Character.getType(character)) {
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> Kind.LINE_BREAK;
            case Character.CONTROL -> isLineBreak() ? Kind.LINE_BREAK : Kind.CONTROL;
            case Character.SURROGATE -> Kind.INVALID;
            default -> PlainText.isNoncharacter(character) ? Kind.INVALID : Kind.INVISIBLE;
        };
    }

    private boolean isLineBreak() {
        return character == '\n' || character == '\r' || character == 0x85;
    }

    /** As Unicode writes it: {@code U+200B}. */
    public String code() {
        return String.format("U+%04X", character);
    }

    /** For whoever works with the command line or reads a log: {@code invisible character U+200B at position 7}. */
    @Override
    public String toString() {
        String what = kind() == Kind.LINE_BREAK ? "line break" : kind().word() + " character";
        return what + " " + code() + " at position " + position;
    }
}
