package bici.infra.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Measurements for a terminal: one line a target, columns as wide as they must be. */
public final class Table {
    private static final List<String> HEAD =
            List.of("benchmark", "unit", "floor", "product", "min..max", "ratio", "min..max", "target", "held");

    private Table() {}

    /** Not judged, no target is shown as held or missed: the figures are of a run that is too short. */
    public static List<String> lines(List<Measurement> measurements, boolean judged) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (Measurement measurement : measurements) {
            if (measurement.targets().isEmpty()) {
                rows.add(row(measurement, "", ""));
            }
            measurement
                    .targets()
                    .forEach(target ->
                            rows.add(row(measurement, target.toString(), judged ? held(target, measurement) : "-")));
        }
        return rows.stream().map(row -> pad(row, rows)).toList();
    }

    private static String held(Target target, Measurement measurement) {
        return target.isHeldBy(measurement) ? "held" : "NOT HELD";
    }

    private static List<String> row(Measurement m, String target, String held) {
        return List.of(
                m.name(),
                m.unit(),
                median(m.floor()),
                figure(m.product().median()),
                range(Optional.of(m.product())),
                median(m.ratio()),
                range(m.ratio()),
                target,
                held);
    }

    private static String median(Optional<Spread> spread) {
        return spread.map(s -> figure(s.median())).orElse("-");
    }

    private static String range(Optional<Spread> spread) {
        return spread.map(s -> figure(s.min()) + ".." + figure(s.max())).orElse("-");
    }

    /** Three digits that count, and whole numbers from a hundred on. */
    public static String figure(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.4f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String pad(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width = rows.stream().mapToInt(r -> r.get(at).length()).max().orElse(0);
            line.append(row.get(column))
                    .append(" ".repeat(width - row.get(column).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
