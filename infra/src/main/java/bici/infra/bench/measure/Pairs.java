package bici.infra.bench.measure;

import bici.infra.machine.Progress;
import java.util.ArrayList;
import java.util.List;

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
        List<Double> floors = new ArrayList<>();
        List<Double> products = new ArrayList<>();
        for (int round = 1; round <= warmUps + runs; round++) {
            double below = floor.measure();
            double above = product.measure();
            String counted = round <= warmUps ? "warm-up " + round : "pair " + (round - warmUps) + "/" + runs;
            progress.say(
                    "%s: %s: floor %s, product %s".formatted(name, counted, Table.figure(below), Table.figure(above)));
            if (round > warmUps) {
                floors.add(below);
                products.add(above);
            }
        }
        return new Figures(new Spread(floors), new Spread(products));
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
