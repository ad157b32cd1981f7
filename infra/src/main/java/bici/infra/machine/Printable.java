package bici.infra.machine;

/**
 * Makes any text safe to show on a terminal: what a terminal would obey, hide or turn around is shown as its code. All
 * that comes from a file, the network or an argument goes through here before a person sees it.
 */
public final class Printable {
    private static final int LONGEST = 2_000;

    private Printable() {}

    /** One line of it, such as {@code \u001B[2J} for what would clear the screen; cut when nobody would read it all. */
    public static String line(String text) {
        StringBuilder safe = new StringBuilder(Math.min(text.length(), LONGEST) + 16);
        text.codePoints().limit(LONGEST).forEach(point -> append(safe, point));
        if (text.codePointCount(0, text.length()) > LONGEST) {
            safe.append("...");
        }
        return safe.toString();
    }

    /** One line of it, never cut: for results, which scripts read. */
    public static String whole(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> append(safe, point));
        return safe.toString();
    }

    private static void append(StringBuilder safe, int point) {
        if (isSafe(point)) {
            safe.appendCodePoint(point);
        } else {
            safe.append(String.format("\\u%04X", point));
        }
    }

    private static boolean isSafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
