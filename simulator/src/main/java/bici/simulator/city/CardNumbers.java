package bici.simulator.city;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The numbers that simulated cards tell a reader: seven bytes in upper-case hexadecimal, as real ones. */
public final class CardNumbers {
    /** The van's crew. */
    public static final String CREW = "04C0FFEE000000";

    private CardNumbers() {}

    public static String rider(int card) {
        return String.format(Locale.ROOT, "04%012X", card);
    }

    public static List<String> listRiders(int count) {
        return IntStream.range(0, count).mapToObj(CardNumbers::rider).toList();
    }
}
