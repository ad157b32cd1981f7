package bici.infra.bench.measure;

import bici.infra.machine.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Runs floor and product in turn: what a shared machine does to one it does to the other a moment later, so the ratio of
 * a pair holds where absolute figures drift.
 *
 * @param warmUps pairs that are run first and not counted
 */
public record Pairs(int warmUps, int runs, Progress progress) {
    /** One round: does its work, checks it, answers the figure. */
    @FunctionalInterface
    public interface Round {
        double measure();
    }

    /** What came out, pair by pair. */
    public record Figures(Spread floor, Spread product) {
        public Measurement named(String name, String unit) {
            return Measurement.of(name, unit, floor, product);
        }
    }

    public Figures run(String name, Round floor, Round product) {
        return run(List.of(name), () -> List.of(floor.measure()), () -> List.of(product.measure()))
                .getFirst();
    }

    /** One round of several figures, always as many and in the same order. */
    @FunctionalInterface
    public interface Rounds {
        List<Double> measure();
    }

    /** Several figures that are measured at once, in the order of their names. */
    public List<Figures> run(List<String> names, Rounds floor, Rounds product) {
        List<List<Double>> floors = new ArrayList<>();
        List<List<Double>> products = new ArrayList<>();
        for (int round = 1; round <= warmUps + runs; round++) {
            List<Double> below = floor.measure();
            List<Double> above = product.measure();
            for (int n = 0; n < names.size(); n++) {
                progress.say("%s: %s: floor %s, product %s"
                        .formatted(names.get(n), named(round), Table.figure(below.get(n)), Table.figure(above.get(n))));
            }
            if (round > warmUps) {
                floors.add(below);
                products.add(above);
            }
        }
        return IntStream.range(0, names.size())
                .mapToObj(n -> new Figures(column(floors, n), column(products, n)))
                .toList();
    }

    private String named(int round) {
        return round <= warmUps ? "warm-up " + round : "pair " + (round - warmUps) + "/" + runs;
    }

    private static Spread column(List<List<Double>> rounds, int n) {
        return new Spread(rounds.stream().map(figures -> figures.get(n)).toList());
    }

    /** The product alone, where nothing physical can be set beside it. */
    public Spread run(String name, Round product) {
        List<Double> products = new ArrayList<>();
        for (int round = 1; round <= warmUps + runs; round++) {
            double figure = product.measure();
            progress.say("%s: round %d: %s".formatted(name, round, Table.figure(figure)));
            if (round > warmUps) {
                products.add(figure);
            }
        }
        return new Spread(products);
    }
}
