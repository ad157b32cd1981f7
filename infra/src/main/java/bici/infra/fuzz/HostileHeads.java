package bici.infra.fuzz;

import bici.infra.fuzz.Hostility.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/** What can be wrong with the lines of the head. */
final class HostileHeads {
    private static final String LONG = "x".repeat(2_000);
    private static final String LONGER = "y".repeat(9_000);

    /** By name, what nobody sends who is right. */
    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry(
                    "Idempotency-Key",
                    List.of("", " ", LONG, "a b", "\"", "\\", "ñ", "🚲", "a\u0000b", "a\tb", "\u007f")),
            Map.entry(
                    "If-None-Match",
                    List.of(
                            "*",
                            "",
                            "W/",
                            "\"",
                            "\"\"",
                            "W/\"x\"",
                            "a,b",
                            "\"a\",*",
                            LONG,
                            "🚲",
                            "\"a\u0000\"",
                            ",,,")),
            Map.entry("If-Match", List.of("*", "\"x\"", LONG)),
            Map.entry("If-Modified-Since", List.of("never", "Thu, 01 Jan 1970 00:00:00 GMT", "9".repeat(50))),
            Map.entry("Range", List.of("bytes=0-", "bytes=-1", "bytes=9-1", "a=b", "bytes=0-0,1-1")),
            Map.entry(
                    "Accept",
                    List.of("", "*", "text/html", "a/b;q=x", "*/*;q=0", ";;", LONG, "application/xml, */*;q=NaN", "/")),
            Map.entry(
                    "Accept-Language",
                    List.of("", "*", "en;q=NaN", "es;q=2", ";q=1", "xx-" + LONG, "🚲", "en,,,,es", "en;q=1e400", "-")),
            Map.entry("Accept-Encoding", List.of("identity;q=0", "*;q=0", "br", "gzip;q=x", ",", LONG)),
            Map.entry("Accept-Charset", List.of("utf-16", "none")),
            Map.entry(
                    "Origin", List.of("null", "https://evil.example", "", "x", "http://[", "http://127.0.0.1:0", LONG)),
            Map.entry(
                    "Last-Event-ID",
                    List.of("", "-1", "NaN", "5e3", "9".repeat(40), "a-b-c", "🚲", "a\u0000", LONG, "00000000-1")),
            Map.entry(
                    "Cookie",
                    List.of(
                            "",
                            "=",
                            ";;;",
                            "bici_refresh_rider",
                            "bici_refresh_rider=",
                            "bici_refresh_rider=a;bici_refresh_rider=b",
                            "bici_refresh_staff=\"x",
                            "a=\u0000",
                            "bici_refresh_rider=" + LONG,
                            "🚲=🚲")),
            Map.entry("Content-Encoding", List.of("gzip", "deflate", "br", "identity", "x")),
            Map.entry("Content-Language", List.of("xx")),
            Map.entry("X-Request-Id", List.of("", LONG, "a\u0000b", "<script>", "🚲", "../..")),
            Map.entry("X-Forwarded-For", List.of("127.0.0.1", "x", LONG)),
            Map.entry("X-HTTP-Method-Override", List.of("DELETE", "x")),
            Map.entry("Expect", List.of("x", "100-continue, x", "")),
            Map.entry("Forwarded", List.of("for=\"", "host=evil.example")),
            Map.entry("Host", List.of("evil.example", "a:b:c", "[::1")),
            Map.entry("Upgrade", List.of("websocket", "h2c", "x")),
            Map.entry("X-Odd", List.of(LONGER, "a\u0000", "\u0001")));

    private static final List<String> TYPES = List.of(
            "",
            "text/plain",
            "application/xml",
            "application/json; charset=utf-16",
            "application/json;charset=x",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "a",
            "/",
            "*/*",
            "application/problem+json",
            "APPLICATION/JSON",
            "application/json; a=\"",
            "application/jsonx",
            "application/json,text/plain");

    private HostileHeads() {}

    static Map<String, Change> list(Function<SplittableRandom, String> otherToken) {
        Map<String, Change> changes = new HashMap<>();
        VALUES.forEach((name, values) -> changes.put(
                "head-" + name,
                (right, operation, dice) -> Optional.of(
                        mayStray(name, right).without(name).with(name, values.get(dice.nextInt(values.size()))))));
        changes.put("head-twice", HostileHeads::twice);
        changes.put("head-gone", HostileHeads::gone);
        changes.put("head-type", HostileHeads::otherType);
        changes.put("head-token", (right, operation, dice) -> token(right, otherToken.apply(dice), dice));
        changes.put(
                "head-token-of-another",
                (right, operation, dice) -> right.header("Authorization").isEmpty()
                        ? Optional.empty()
                        : Optional.of(authorization(right, "Bearer " + otherToken.apply(dice))));
        return changes;
    }

    /** A host of another name, or a protocol, may be answered before there is an operation. */
    private static Ask mayStray(String name, Ask right) {
        return name.equals("Host") || name.equals("Upgrade") || name.equals("X-Odd") ? right.straying() : right;
    }

    private static Optional<Ask> twice(Ask right, ContractOperation operation, SplittableRandom dice) {
        if (right.headers().isEmpty()) {
            return Optional.empty();
        }
        Ask.Header one = right.headers().get(dice.nextInt(right.headers().size()));
        return Optional.of(right.with(one.name(), dice.nextBoolean() ? one.value() : "x"));
    }

    private static Optional<Ask> gone(Ask right, ContractOperation operation, SplittableRandom dice) {
        if (right.headers().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(right.without(
                right.headers().get(dice.nextInt(right.headers().size())).name()));
    }

    private static Optional<Ask> otherType(Ask right, ContractOperation operation, SplittableRandom dice) {
        return right.body().length() == 0
                ? Optional.empty()
                : Optional.of(
                        right.without("Content-Type").with("Content-Type", TYPES.get(dice.nextInt(TYPES.size()))));
    }

    private static Ask authorization(Ask right, String value) {
        return right.without("Authorization").with("Authorization", value);
    }

    private static Optional<Ask> token(Ask right, String other, SplittableRandom dice) {
        String good = right.header("Authorization");
        String own = good.isEmpty() ? other : good.substring("Bearer ".length());
        return Optional.of(authorization(
                right,
                switch (dice.nextInt(9)) {
                    case 0 -> "bearer " + own;
                    case 1 -> "BEARER " + own;
                    case 2 -> "Bearer";
                    case 3 -> "Bearer  " + own;
                    case 4 -> "Basic eDp5";
                    case 5 -> "Bearer " + own.substring(1);
                    case 6 -> "Bearer " + own + "=";
                    case 7 -> "Bearer a.b.c";
                    default -> "Bearer \u0000🚲";
                }));
    }
}
