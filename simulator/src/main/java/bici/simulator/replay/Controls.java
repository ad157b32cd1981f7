package bici.simulator.replay;

import java.util.Optional;

/** Control characters, which no text for people has: they come from broken files, wrong encodings or malice. */
final class Controls {
    private static final String BREAKS = "\t\n\r";

    private Controls() {}

    /** The first one, such as {@code U+001B}; tabs and ends of lines do not count. */
    static Optional<String> find(String text) {
        return text.chars()
                .filter(character -> Character.isISOControl(character) && BREAKS.indexOf(character) < 0)
                .mapToObj(character -> String.format("U+%04X", character))
                .findFirst();
    }
}
