package bici.fleet.people;

import java.util.Optional;
import java.util.regex.Pattern;

/** A mobile number in E.164: plus, country, number. Ten digits that begin with 3 are Colombian. */
public record PhoneNumber(String value) {
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{7,14}");
    private static final Pattern COLOMBIAN = Pattern.compile("3[0-9]{9}");
    private static final int SHOWN = 2;

    public PhoneNumber {
        if (!E164.matcher(value).matches()) {
            throw new IllegalArgumentException("not a phone number");
        }
    }

    /** Blanks, dashes, dots and brackets are forgiven. Empty when it is no number. */
    public static Optional<PhoneNumber> parse(String text) {
        String digits = text.replaceAll("[\\s().-]", "");
        String full = COLOMBIAN.matcher(digits).matches() ? "+57" + digits : digits;
        return E164.matcher(full).matches() ? Optional.of(new PhoneNumber(full)) : Optional.empty();
    }

    /** For people: all but the last digits hidden. */
    public String masked() {
        return "•".repeat(value.length() - SHOWN) + value.substring(value.length() - SHOWN);
    }

    /** Hides the number: it is personal. */
    @Override
    public String toString() {
        return masked();
    }
}
