package bici.infra.bench.measure;

import java.util.Locale;

/** What a measurement is to reach. */
public record Target(Figure figure, Bound bound, double limit) {
    /** Which figure counts. */
    public enum Figure {
        RATIO,
        PRODUCT,
        /** The product's worst round, where a figure must never be under the limit. */
        LOWEST
    }

    /** On which side of the limit it is to lie. */
    public enum Bound {
        AT_LEAST,
        AT_MOST
    }

    public static Target ratioAtLeast(double limit) {
        return new Target(Figure.RATIO, Bound.AT_LEAST, limit);
    }

    public static Target ratioAtMost(double limit) {
        return new Target(Figure.RATIO, Bound.AT_MOST, limit);
    }

    public static Target atLeast(double limit) {
        return new Target(Figure.PRODUCT, Bound.AT_LEAST, limit);
    }

    public static Target atMost(double limit) {
        return new Target(Figure.PRODUCT, Bound.AT_MOST, limit);
    }

    public static Target neverUnder(double limit) {
        return new Target(Figure.LOWEST, Bound.AT_LEAST, limit);
    }

    /** The figure that counts: a median, but for {@link Figure#LOWEST}. */
    public double valueIn(Measurement measurement) {
        return switch (figure) {
            case PRODUCT -> measurement.product().median();
            case LOWEST -> measurement.product().min();
            case RATIO ->
                measurement
                        .ratio()
                        .orElseThrow(() -> new IllegalArgumentException(measurement.name() + " has no floor"))
                        .median();
        };
    }

    public boolean isHeldBy(Measurement measurement) {
        double value = valueIn(measurement);
        return bound == Bound.AT_LEAST ? value >= limit : value <= limit;
    }

    /** Such as {@code ratio >= 0.60}. */
    @Override
    public String toString() {
        return figure.name().toLowerCase(Locale.ROOT)
                + (bound == Bound.AT_LEAST ? " >= " : " <= ")
                + Table.figure(limit);
    }
}
