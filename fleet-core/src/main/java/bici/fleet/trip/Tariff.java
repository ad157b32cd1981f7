package bici.fleet.trip;

import java.time.Duration;
import java.util.List;

/**
 * What a trip costs: a base price, then a price for each begun step beyond the time included. Whole COP.
 *
 * @param name of the plan; open data's pricing plan has the same
 */
public record Tariff(String name, long basePriceCop, Duration included, Duration step, long stepPriceCop) {
    public Tariff {
        if (step.isNegative() || step.isZero() || basePriceCop < 0 || stepPriceCop < 0) {
            throw new IllegalArgumentException("a tariff has a positive step and no negative price");
        }
    }

    /** The pilot: free of charge, one hour at a time. */
    public static Tariff pilot() {
        return new Tariff("piloto", 0, Duration.ofHours(1), Duration.ofMinutes(30), 0);
    }

    /** What a ride of this length costs, line by line; lines may be 0, and there is always one. */
    public List<Line> price(Duration ride) {
        Duration beyond = ride.minus(included);
        if (beyond.isNegative() || beyond.isZero()) {
            return List.of(new Line(Kind.BASE, 1, basePriceCop));
        }
        long steps = (beyond.toMillis() + step.toMillis() - 1) / step.toMillis();
        return List.of(new Line(Kind.BASE, 1, basePriceCop), new Line(Kind.EXTRA_TIME, steps, steps * stepPriceCop));
    }

    /** What a line is for. */
    public enum Kind {
        BASE,
        EXTRA_TIME
    }

    /**
     * A line of a receipt.
     *
     * @param count how many steps of extra time; 1 for the base price
     * @param amountCop of all of them
     */
    public record Line(Kind kind, long count, long amountCop) {}
}
