package bici.infra.races;

import bici.infra.races.StepOrders.Choice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Orders drawn by chance. */
final class ChanceOrders implements Choice {
    private final Random dice;

    ChanceOrders(Random dice) {
        this.dice = dice;
    }

    @Override
    public Optional<Integer> choose(Map<Integer, Step> ready) {
        return ready.keySet().stream().sorted().skip(dice.nextInt(ready.size())).findFirst();
    }

    @Override
    public void happened(List<Step> steps) {
        // Chance does not look back.
    }

    @Override
    public boolean another() {
        return true;
    }

    /** There is no end to chance. */
    @Override
    public double share() {
        return 0;
    }
}
