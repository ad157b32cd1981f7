package bici.infra.bench.measure;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One figure of the product and, where there is one, of its floor, round by round.
 *
 * @param name such as {@code ingest}
 * @param unit such as {@code facts/s}
 */
public record Measurement(
        String name,
        String unit,
        Optional<Spread> floor,
        Spread product,
        Optional<Spread> ratio,
        List<Target> targets) {
    public Measurement {
        targets = List.copyOf(targets);
    }

    /** With a floor measured in turn with the product; the n-th of one is divided by the n-th of the other. */
    public static Measurement of(String name, String unit, Spread floor, Spread product) {
        int pairs = floor.values().size();
        if (product.values().size() != pairs) {
            throw new IllegalArgumentException(name + " has no pairs");
        }
        Spread ratio = new Spread(IntStream.range(0, pairs)
                .mapToObj(n -> product.values().get(n) / floor.values().get(n))
                .toList());
        return new Measurement(name, unit, Optional.of(floor), product, Optional.of(ratio), List.of());
    }

    /** Of the product alone. */
    public static Measurement of(String name, String unit, Spread product) {
        return new Measurement(name, unit, Optional.empty(), product, Optional.empty(), List.of());
    }

    public Measurement with(Target... wanted) {
        return new Measurement(name, unit, floor, product, ratio, List.of(wanted));
    }

    /** Whether every target is held. */
    public boolean holds() {
        return targets.stream().allMatch(target -> target.isHeldBy(this));
    }
}
