package bici.infra.fuzz;

import bici.infra.fuzz.ContractOperation.Parameter;
import bici.infra.fuzz.Hostility.Change;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** What can be wrong with method, path and query. */
final class HostileTargets {
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "BREW");
    private static final int TOO_LONG = 9_000;

    private HostileTargets() {}

    static Map<String, Change> list() {
        return Map.ofEntries(
                Map.entry("query-value", (right, operation, dice) -> queryValue(right, operation, dice)),
                Map.entry("query-value-too", (right, operation, dice) -> queryValue(right, operation, dice)),
                Map.entry("query-twice", HostileTargets::queryTwice),
                Map.entry(
                        "query-unknown",
                        (right, operation, dice) -> Optional.of(right.to(query(
                                right,
                                pick(dice, "admin=true", "a", "=", "=b", "&&", "%00=1", "a[]=1", "limit%20=1"))))),
                Map.entry(
                        "query-odd",
                        (right, operation, dice) -> Optional.of(right.to(query(
                                right, pick(dice, "%", "%zz", "limit=%", "limit=%e", "cursor=%FF", "?", "#a", ";"))))),
                Map.entry("query-gone", HostileTargets::queryGone),
                Map.entry("path-value", HostileTargets::pathValue),
                Map.entry("path-odd", HostileTargets::pathOdd),
                Map.entry(
                        "target-too-long",
                        (right, operation, dice) -> Optional.of(right.to(query(right, "a=" + "x".repeat(TOO_LONG)))
                                .straying())),
                Map.entry(
                        "method",
                        (right, operation, dice) -> Optional.of(right.by(METHODS.get(dice.nextInt(METHODS.size()))))));
    }

    private static String pick(SplittableRandom dice, String... from) {
        return from[dice.nextInt(from.length)];
    }

    private static String query(Ask right, String more) {
        return right.target() + (right.target().contains("?") ? "&" : "?") + more;
    }

    private static String path(Ask right) {
        int mark = right.target().indexOf('?');
        return mark < 0 ? right.target() : right.target().substring(0, mark);
    }

    private static Optional<Parameter> any(ContractOperation operation, String in, SplittableRandom dice) {
        List<Parameter> all = operation.parameters().stream()
                .filter(parameter -> parameter.in().equals(in))
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(dice.nextInt(all.size())));
    }

    private static Optional<Ask> queryValue(Ask right, ContractOperation operation, SplittableRandom dice) {
        return any(operation, "query", dice)
                .map(one -> right.to(path(right) + "?" + one.name() + "=" + HostileValues.encoded(dice)));
    }

    private static Optional<Ask> queryTwice(Ask right, ContractOperation operation, SplittableRandom dice) {
        return any(operation, "query", dice)
                .map(one ->
                        right.to(query(right, one.name() + "=1&" + one.name() + "=" + HostileValues.encoded(dice))));
    }

    private static Optional<Ask> queryGone(Ask right, ContractOperation operation, SplittableRandom dice) {
        return right.target().contains("?") ? Optional.of(right.to(path(right))) : Optional.empty();
    }

    private static Optional<Ask> pathValue(Ask right, ContractOperation operation, SplittableRandom dice) {
        return any(operation, "path", dice).map(one -> {
            // The other parameters, if any, stay as the template has them: those are no ids either.
            String path = operation.path().replace("{" + one.name() + "}", HostileValues.encoded(dice));
            return right.to(path.replace("{", "%7B").replace("}", "%7D")).straying();
        });
    }

    private static Optional<Ask> pathOdd(Ask right, ContractOperation operation, SplittableRandom dice) {
        String path = path(right);
        return Optional.of(right.to(
                        switch (dice.nextInt(9)) {
                            case 0 -> path + "/";
                            case 1 -> path.replace("/v1/", "//v1//");
                            case 2 -> path + "/../" + path.substring(1);
                            case 3 -> path + ";a=b";
                            case 4 -> path.toUpperCase(Locale.ROOT);
                            case 5 -> path + "%00";
                            case 6 -> path + "%";
                            case 7 -> "http://other.example" + path;
                            default -> path + "/" + HostileValues.encoded(dice);
                        })
                .straying());
    }
}
