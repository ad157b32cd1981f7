package bici.infra.history;

import java.util.List;
import java.util.Map;

/**
 * A history judged.
 *
 * @param operations questions asked
 * @param acts of stations
 * @param violations how often each rule was broken; no rule with none
 * @param examples the first of each, in words
 */
public record Verdict(long operations, long acts, Map<Rule, Long> violations, List<String> examples) {
    public Verdict {
        violations = Map.copyOf(violations);
        examples = List.copyOf(examples);
    }

    public long total() {
        return violations.values().stream().mapToLong(Long::longValue).sum();
    }

    /** One line for a machine. */
    public String summary() {
        return "history: operations=%d acts=%d violations=%d".formatted(operations, acts, total());
    }
}
