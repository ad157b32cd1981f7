package bici.api.session;

import bici.fleet.people.PhoneNumber;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Where sign-in codes are sent: numbers that begin with one of these, such as {@code +57}. Messages elsewhere cost more. */
public record SmsPrefixes(List<String> prefixes) {
    /** Colombia. */
    public static final String USUAL = "+57";

    private static final Pattern PREFIX = Pattern.compile("\\+[1-9][0-9]{0,7}");

    public SmsPrefixes {
        prefixes = List.copyOf(prefixes);
        if (prefixes.isEmpty()) {
            throw new IllegalArgumentException("no prefix: nobody could sign in");
        }
        for (String prefix : prefixes) {
            if (!PREFIX.matcher(prefix).matches()) {
                throw new IllegalArgumentException(
                        "'" + prefix + "' is no prefix such as +57: a plus and 1 to 8 digits");
            }
        }
    }

    /** Separated by commas. */
    public static SmsPrefixes parse(String text) {
        return new SmsPrefixes(
                Arrays.stream(text.split(",", -1)).map(String::strip).toList());
    }

    boolean allow(PhoneNumber phone) {
        return prefixes.stream().anyMatch(phone.value()::startsWith);
    }
}
