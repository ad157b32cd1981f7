package bici.simulator.replay;

import java.util.regex.Pattern;

/** Numbers of a file: decimal, with or without an exponent; not hexadecimal, nor with a {@code d} or {@code f} behind. */
final class Decimal {
    private static final Pattern TEXT = Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");

    private Decimal() {}

    /** @throws NumberFormatException for any other text, blank ones too */
    static double parse(String text) {
        String number = text.strip();
        if (!TEXT.matcher(number).matches()) {
            throw new NumberFormatException(text);
        }
        return Double.parseDouble(number);
    }
}
