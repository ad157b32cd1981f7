package bici.infra.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Values that have broken somebody's program before. */
final class HostileValues {
    /** As they stand in JSON. */
    private static final List<String> LITERALS = List.of(
            "5e3",
            "1e0",
            "5.0",
            "-0",
            "0",
            "-1",
            "1e400",
            "-1e400",
            "NaN",
            "Infinity",
            "1e-400",
            "01",
            "+1",
            "0x10",
            "2147483647",
            "2147483648",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999999999999999999999",
            "0.1",
            "1E2",
            "null",
            "true",
            "false",
            "[]",
            "{}",
            "[[]]",
            "[1,2,3]",
            "{\"a\":1}",
            "\"\"",
            "\" \"",
            "\"0\"",
            "\"null\"",
            "'a'",
            "undefined",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00x\"",
            "\"\\ud83d\\udeb2\"",
            "\"a\\nb\"",
            "\"a\\r\\nb\"",
            "\"\\u2028\"",
            "\"\\u202e\"",
            "\"a\\u200bb\"",
            "\"\\ufdd0\"",
            "\"\\udb40\\udc41\"",
            "\"\\ufeff\"",
            "\"\\uffff\"",
            "\"\\u0085\"",
            "\"'; DROP TABLE rider; --\"",
            "\"%s%n%d\"",
            "\"${jndi:x}\"",
            "\"<script>\"",
            "\"../../etc/passwd\"",
            "\"=1+1\"",
            "\"2026-02-30T00:00:00Z\"",
            "\"0000-01-01T00:00:00Z\"",
            "\"9999-12-31T23:59:59Z\"",
            "\"-0001-01-01T00:00:00Z\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"2026-01-01T24:00:00Z\"",
            "\"2026-01-01T00:00:60Z\"",
            "\"1969-12-31T23:59:59.999999999Z\"",
            "\"2026-01-01\"",
            "\"now\"",
            "\"A.1.1\"",
            "\"F01.9999999999.1\"",
            "\"F01.1.9999999999999999999\"",
            "\"F01.0.0\"",
            "\"F01.-1.1\"",
            "\"+573\"",
            "\"+1\"",
            "\"+5730000000000000000\"",
            "\"0000000\"",
            "\"3٣٣٣٣٣٣٣٣٣\"",
            "\"３００１２３４５６７\"");

    /** As they stand in a path or a query, percent-encoded. */
    private static final List<String> ENCODED = List.of(
            "5e3",
            "1e0",
            "5.0",
            "-0",
            "-1",
            "0",
            "1e400",
            "NaN",
            "%2B1",
            "05",
            "%205",
            "5%20",
            "0x5",
            "2147483647",
            "2147483648",
            "9223372036854775808",
            "99999999999999999999",
            "%00",
            "a%00b",
            "%EF%BC%95",
            "%ED%A0%80",
            "%C0%AF",
            "%FF",
            "%E2%80%A8",
            "%0A",
            "%0D%0A",
            "%F0%9F%9A%B2",
            "%27%20OR%201%3D1",
            "%25",
            "%2F",
            "..%2F..",
            "%2e%2e",
            "null",
            "undefined",
            "true",
            "%5B%5D",
            "%7B%7D",
            "*",
            "a%2Cb",
            "A.1.1",
            "F01.9999999999.1",
            "F01.1.9999999999999999999",
            "F01.0.0",
            "99%2C999",
            "90%2C180",
            "91%2C181",
            "-99.9%2C-999.9",
            "0%2C0",
            "7.1%2C",
            "7%2C-73%2C1",
            "NaN%2CNaN",
            "2026-13",
            "2000-01",
            "2099-12",
            "1999-12",
            "2026-00",
            "AA",
            "MjAyNi0wMS0wMVQwMDowMDowMFp-YwA",
            "Kzk5OTk5OTk5OS0xMi0zMVQyMzo1OTo1OVp-YQ",
            "KzEwMDAwMDAwMDAtMTItMzFUMjM6NTk6NTlafmE",
            "fg",
            "fmE",
            "QjAwMDE",
            "zzzz",
            "%7E",
            "a+b",
            "a;b");

    private static final int LONG = 300;
    private static final int LONGER = 3_000;

    private HostileValues() {}

    private static String pick(List<String> from, SplittableRandom dice) {
        return from.get(dice.nextInt(from.size()));
    }

    /** In JSON. */
    static String literal(SplittableRandom dice) {
        return switch (dice.nextInt(12)) {
            case 0 -> '"' + "x".repeat(dice.nextInt(1, LONG)) + '"';
            case 1 -> '"' + "🚲".repeat(dice.nextInt(1, LONG)) + '"';
            case 2 -> '"' + "\\u00e9".repeat(dice.nextInt(1, LONG)) + '"';
            case 3 -> '"' + "y".repeat(LONGER) + '"';
            default -> pick(LITERALS, dice);
        };
    }

    /** In a path or a query. */
    static String encoded(SplittableRandom dice) {
        return switch (dice.nextInt(12)) {
            case 0 -> "x".repeat(dice.nextInt(1, LONG));
            case 1 -> "%F0%9F%9A%B2".repeat(dice.nextInt(1, LONG / 10));
            case 2 -> "9".repeat(dice.nextInt(1, LONG));
            case 3 -> "z".repeat(LONGER);
            default -> pick(ENCODED, dice);
        };
    }
}
