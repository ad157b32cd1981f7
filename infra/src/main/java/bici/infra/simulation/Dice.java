package bici.infra.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Chance, the same for the same seed. One thread. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        this(new SplittableRandom(seed));
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** Other dice, so that what one part of a city draws does not change what another one gets. */
    Dice split() {
        return new Dice(random.split());
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** From the one to the other, both included. */
    long between(long from, long to) {
        return random.nextLong(from, to + 1);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** A wait whose end says nothing of how long it has been going on. */
    long exponential(double mean) {
        return Math.round(-mean * Math.log(1 - random.nextDouble()));
    }

    double gaussian() {
        return random.nextGaussian();
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    RandomGenerator generator() {
        return random;
    }
}
