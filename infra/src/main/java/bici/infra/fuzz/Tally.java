package bici.infra.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Counts answers by operation and role. For one thread. */
final class Tally {
    /** So many of a hundred answers must be good: a door that refuses everybody shows nothing. */
    private static final int LEAST_GOOD_PERCENT = 30;

    private static final int SHOWN_KINDS = 4;

    private final Map<String, Counts> counts = new LinkedHashMap<>();

    private static final class Counts {
        private final Pair pair;
        private int all;
        private int good;
        private final Map<String, Integer> kinds = new HashMap<>();

        private Counts(Pair pair) {
            this.pair = pair;
        }

        double percent() {
            return all == 0 ? 0 : 100.0 * good / all;
        }
    }

    Tally(List<Pair> pairs) {
        pairs.forEach(pair -> counts.put(pair.name(), new Counts(pair)));
    }

    void add(Pair pair, Answer answer) {
        Counts of = counts.computeIfAbsent(pair.name(), none -> new Counts(pair));
        of.all++;
        if (answer.isGood()) {
            of.good++;
        } else {
            of.kinds.merge(answer.kind(), 1, Integer::sum);
        }
    }

    /** How many operations were asked as everybody who may. */
    long operations() {
        return counts.values().stream()
                .collect(Collectors.groupingBy(
                        of -> of.pair.operation().id(),
                        Collectors.reducing(true, of -> of.all > 0, Boolean::logicalAnd)))
                .values()
                .stream()
                .filter(asked -> asked)
                .count();
    }

    /** Pairs that were never asked. */
    List<String> unasked() {
        return lines(of -> of.all == 0);
    }

    /** Pairs whose good answers are too few, each with its share. */
    List<String> shortfalls() {
        return lines(of -> of.percent() < LEAST_GOOD_PERCENT);
    }

    private List<String> lines(Predicate<Counts> which) {
        return counts.values().stream().filter(which).map(Tally::line).toList();
    }

    /** A line for each pair. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%-28s %-11s %8s %6s  %s", "operation", "role", "requests", "2xx %", "others"));
        lines.addAll(lines(any -> true));
        return lines;
    }

    private static String line(Counts of) {
        String kinds = of.kinds.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN_KINDS)
                .map(kind -> kind.getKey() + " " + kind.getValue())
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%-28s %-11s %8d %6.1f  %s",
                of.pair.operation().id(),
                of.pair.asker(),
                of.all,
                of.percent(),
                kinds);
    }
}
