package bici.infra.bench.measure;

import java.util.Comparator;
import java.util.List;

/** What was measured, in the order of the rounds; never empty. */
public record Spread(List<Double> values) {
    public Spread {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
    }

    /** Of an even number of values the mean of the middle two. */
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double min() {
        return values.stream().min(Comparator.naturalOrder()).orElseThrow();
    }

    public double max() {
        return values.stream().max(Comparator.naturalOrder()).orElseThrow();
    }
}
