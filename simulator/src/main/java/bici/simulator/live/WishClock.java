package bici.simulator.live;

import bici.simulator.city.Demand;
import bici.simulator.city.Wish;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.Deque;

/** Deals out the wishes of one day after the other, without the nights. Not for more than one thread. */
final class WishClock {
    static final LocalTime OPENS = LocalTime.of(5, 0);
    static final LocalTime CLOSES = LocalTime.of(22, 0);
    /** A first morning begins where it gets lively. */
    private static final LocalTime FIRST = LocalTime.of(6, 30);

    private static final Duration DAY = Duration.between(OPENS, CLOSES);

    private final Demand demand;
    private final Deque<Wish> left = new ArrayDeque<>();
    private LocalDate day;
    private long days;

    WishClock(Demand demand, LocalDate firstDay) {
        this.demand = demand;
        this.day = firstDay;
        fill(FIRST);
    }

    /** Somebody's wish, and how long after the beginning it comes, in the time of life. */
    record Due(Duration after, Wish wish) {}

    Due next() {
        while (left.isEmpty()) {
            day = day.plusDays(1);
            days++;
            fill(OPENS);
        }
        Wish wish = left.remove();
        return new Due(DAY.multipliedBy(days).plus(Duration.between(FIRST, wish.at())), wish);
    }

    private void fill(LocalTime from) {
        demand.on(day).stream()
                .filter(wish -> !wish.at().isBefore(from) && wish.at().isBefore(CLOSES))
                .forEach(left::add);
    }
}
