package bici.fleet.vocabulary;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** Where a page of a list ended that goes by time and id, as text: both with {@code ~} between. */
public final class PagePlace {
    private static final char PARTING = '~';

    private PagePlace() {}

    /**
     * Reads what {@link #write} wrote; empty when the text is something else.
     *
     * @param cursor of time and id; throws {@link IllegalArgumentException} when that is no id
     */
    public static <C> Optional<C> parse(String text, BiFunction<Instant, String, C> cursor) {
        int parting = text.indexOf(PARTING);
        if (parting < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(cursor.apply(KeptTime.parse(text.substring(0, parting)), text.substring(parting + 1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public static String write(Instant time, Object id) {
        return time.toString() + PARTING + id;
    }
}
