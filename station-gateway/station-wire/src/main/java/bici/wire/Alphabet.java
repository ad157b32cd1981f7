package bici.wire;

/** Which characters a JSON string may have (PROTOCOL.md, "Types"). Loops, not patterns: they run for every fact. */
enum Alphabet {
    /** Ids of stations, bikes, cards, commands: {@code [A-Za-z0-9][A-Za-z0-9_-]*}. */
    ID("letters, digits, '-' and '_', first a letter or digit") {
        @Override
        boolean allows(int codePoint, boolean first) {
            return isAlphanumeric(codePoint) || (!first && (codePoint == '-' || codePoint == '_'));
        }
    },
    /** Machine codes such as {@code motor-stall} or {@code E12.4}: as ids, and dots. */
    CODE("letters, digits, '-', '_' and '.', first a letter or digit") {
        @Override
        boolean allows(int codePoint, boolean first) {
            return isAlphanumeric(codePoint) || (!first && isPunctuation(codePoint));
        }
    },
    /** Base64 of either alphabet. */
    BASE64("letters, digits and '+/-_='") {
        @Override
        boolean allows(int codePoint, boolean first) {
            return isAlphanumeric(codePoint) || "+/-_=".indexOf(codePoint) >= 0;
        }
    },
    HEX("0-9 and a-f") {
        @Override
        boolean allows(int codePoint, boolean first) {
            return (codePoint >= '0' && codePoint <= '9') || (codePoint >= 'a' && codePoint <= 'f');
        }
    },
    /** One line for people: no control characters and no half of a surrogate pair, which no database stores. */
    LINE("text without control characters") {
        @Override
        boolean allows(int codePoint, boolean first) {
            return codePoint >= ' ' && codePoint != 0x7f && !isHalfPair(codePoint);
        }
    },
    /** As LINE, with tabs and line ends. */
    LINES("text without control characters other than tab and line end") {
        @Override
        boolean allows(int codePoint, boolean first) {
            return LINE.allows(codePoint, first) || codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
        }
    };

    private final String description;

    Alphabet(String description) {
        this.description = description;
    }

    abstract boolean allows(int codePoint, boolean first);

    String description() {
        return description;
    }

    /** Whether every character is allowed and there are {@code min} to {@code max} of them (code points). */
    boolean admits(String value, int min, int max) {
        int count = 0;
        int index = 0;
        while (index < value.length()) {
            int codePoint = value.codePointAt(index);
            if (!allows(codePoint, index == 0)) {
                return false;
            }
            index += Character.charCount(codePoint);
            count++;
        }
        return count >= min && count <= max;
    }

    private static boolean isAlphanumeric(int codePoint) {
        return (codePoint >= 'a' && codePoint <= 'z')
                || (codePoint >= 'A' && codePoint <= 'Z')
                || (codePoint >= '0' && codePoint <= '9');
    }

    private static boolean isPunctuation(int codePoint) {
        return codePoint == '-' || codePoint == '_' || codePoint == '.';
    }

    private static boolean isHalfPair(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
