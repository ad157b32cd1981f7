package bici.infra.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes a right request wrong in one way. Pure: the same dice, the same request. */
final class Hostility {
    /** Bodies, targets and heads in turn: of odd headers there are many, and most harm nobody. */
    private final List<Map<String, Change>> kinds;

    /** One way to be wrong; empty when it does not go with this request. */
    @FunctionalInterface
    interface Change {
        Optional<Ask> apply(Ask right, ContractOperation operation, SplittableRandom dice);
    }

    /** @param otherToken of somebody of another role, at random */
    Hostility(Function<SplittableRandom, String> otherToken) {
        // In the order of their names, for the same dice to do the same.
        this.kinds = List.of(
                new TreeMap<>(HostileBodies.list()),
                new TreeMap<>(HostileTargets.list()),
                new TreeMap<>(HostileHeads.list(otherToken)));
    }

    /** Of all ways, by name. */
    List<String> names() {
        return kinds.stream().flatMap(kind -> kind.keySet().stream()).toList();
    }

    Ask apply(Ask right, ContractOperation operation, SplittableRandom dice) {
        while (true) {
            List<Map.Entry<String, Change>> kind =
                    List.copyOf(kinds.get(dice.nextInt(kinds.size())).entrySet());
            Map.Entry<String, Change> change = kind.get(dice.nextInt(kind.size()));
            Optional<Ask> wrong = change.getValue().apply(right, operation, dice);
            if (wrong.isPresent()) {
                return wrong.get().named(change.getKey());
            }
        }
    }
}
