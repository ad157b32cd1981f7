package bici.infra.history;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is wrong with a history: every case counted, some of each rule told. */
final class Findings {
    private static final int EXAMPLES = 10;

    private final Map<Rule, Long> counts = new EnumMap<>(Rule.class);
    private final List<String> examples = new ArrayList<>();

    void add(Rule rule, String what) {
        if (counts.merge(rule, 1L, Long::sum) <= EXAMPLES) {
            examples.add(rule.invariant() + " " + rule.title() + ": " + what);
        }
    }

    Map<Rule, Long> counts() {
        return Map.copyOf(counts);
    }

    List<String> examples() {
        return List.copyOf(examples);
    }
}
