package bici.infra.chaos;

import bici.simulator.city.CardNumbers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Who has a card and does not ride: nobody takes a second bike with it, nor within the seconds by which two stations'
 * corrected clocks may differ. Not for more than one thread.
 */
final class CardHolders {
    /** So many starts of a city before the first one's cards are used again. */
    static final int SETS = 8;

    private static final Duration PAUSE = Duration.ofSeconds(6);

    private final int first;
    private final int count;
    private final Predicate<String> isOut;
    private final Map<Integer, String> bikes = new HashMap<>();
    private final Map<Integer, Long> restsSince = new HashMap<>();

    /** @param start what a killed city's riders still hold is not known to the next: it has other cards */
    CardHolders(int start, int count, Predicate<String> isOut) {
        this.first = start % SETS * count;
        this.count = count;
        this.isOut = isOut;
    }

    Optional<String> find(SplittableRandom dice, long nowNanos) {
        bikes.entrySet().removeIf(held -> {
            boolean docked = !isOut.test(held.getValue());
            if (docked) {
                restsSince.put(held.getKey(), nowNanos);
            }
            return docked;
        });
        restsSince.values().removeIf(since -> nowNanos - since > PAUSE.toNanos());
        int[] free = IntStream.range(first, first + count)
                .filter(card -> !bikes.containsKey(card) && !restsSince.containsKey(card))
                .toArray();
        return free.length == 0 ? Optional.empty() : Optional.of(CardNumbers.rider(free[dice.nextInt(free.length)]));
    }

    void took(String card, String bike) {
        IntStream.range(first, first + count)
                .filter(n -> CardNumbers.rider(n).equals(card))
                .forEach(n -> bikes.put(n, bike));
    }
}
