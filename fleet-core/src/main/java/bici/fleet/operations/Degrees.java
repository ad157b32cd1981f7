package bici.fleet.operations;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Degrees as people write them: {@code 7.1407,-73.1210}. */
final class Degrees {
    /** Not what only a programming language reads as a number: hexadecimal, exponents, a {@code d} or {@code f} behind. */
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]{1,3}(\\.[0-9]{1,18})?");

    private Degrees() {}

    /** In the order given; empty when one of them is no decimal number. */
    static List<Double> parse(String text) {
        List<String> parts =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        return parts.stream().allMatch(part -> DECIMAL.matcher(part).matches())
                ? parts.stream().map(Double::valueOf).toList()
                : List.of();
    }
}
