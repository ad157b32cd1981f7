package bici.fleet.vocabulary;

import java.util.Locale;
import java.util.Optional;

/**
 * The code printed on a dock or a bike, that a rider scans or types: five random characters and one that checks them, of
 * an alphabet without look-alikes. Migration V007 makes them and checks them the same way.
 */
public record PrintedCode(String value) {
    public static final int LENGTH = 6;
    public static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    public PrintedCode {
        if (!isGood(value)) {
            throw new IllegalArgumentException("not a printed code");
        }
    }

    /** Small letters and blanks around are forgiven. Empty when it is none: mistyped, or never printed. */
    public static Optional<PrintedCode> parse(String text) {
        String code = text.strip().toUpperCase(Locale.ROOT);
        return isGood(code) ? Optional.of(new PrintedCode(code)) : Optional.empty();
    }

    /** The character that belongs behind these five: weights are odd, so that any one wrong character is noticed. */
    static char checkCharacter(String five) {
        int sum = 0;
        for (int i = 0; i < five.length(); i++) {
            sum += (2 * i + 1) * ALPHABET.indexOf(five.charAt(i));
        }
        return ALPHABET.charAt(sum % ALPHABET.length());
    }

    private static boolean isGood(String code) {
        return code.length() == LENGTH
                && code.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
                && checkCharacter(code.substring(0, LENGTH - 1)) == code.charAt(LENGTH - 1);
    }

    /** Hides the code: whoever knows it may open a lock. */
    @Override
    public String toString() {
        return "code";
    }
}
