package bici.infra.simulation;

import java.util.EnumMap;
import java.util.Map;

/**
 * Which faults a seed has, how often, and how often each struck. A third of the kinds is left out of each seed, so that
 * rare meetings of the others are not drowned. One thread.
 */
final class Faults {
    private static final double LEFT_OUT = 0.3;
    private static final double DAY_MS = 86_400_000.0;

    private final Map<Fault, Double> perDay = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
    private final Dice dice;
    private final History history;
    private boolean over;

    Faults(Dice dice, History history) {
        this.dice = dice;
        this.history = history;
        for (Fault fault : Fault.values()) {
            double strength =
                    dice.chance(LEFT_OUT) ? 0 : 0.5 + 2 * dice.generator().nextDouble();
            perDay.put(fault, fault.perDay() * strength);
        }
    }

    /** Whether it strikes at one of so many occasions a day. */
    boolean strikes(Fault fault, double occasionsADay, Object... about) {
        if (over || !dice.chance(rate(fault) / occasionsADay)) {
            return false;
        }
        happened(fault, about);
        return true;
    }

    void happened(Fault fault, Object... about) {
        struck.merge(fault, 1, Integer::sum);
        history.note("fault " + fault.word(), about);
    }

    /** Milliseconds to the next one; beyond any day when the kind is left out. */
    long untilNext(Fault fault) {
        double rate = rate(fault);
        return rate == 0 ? Long.MAX_VALUE / 4 : dice.exponential(DAY_MS / rate);
    }

    private double rate(Fault fault) {
        return perDay.getOrDefault(fault, 0.0);
    }

    /** From now on nothing goes wrong. */
    void stop() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    Map<Fault, Integer> struck() {
        return new EnumMap<>(struck);
    }

    int total() {
        return struck.values().stream().mapToInt(Integer::intValue).sum();
    }
}
