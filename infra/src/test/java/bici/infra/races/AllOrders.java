package bici.infra.races;

import bici.infra.races.StepOrders.Choice;
import bici.infra.races.StepOrders.Diverged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every order, depth first, without those that differ by steps that commute only. */
final class AllOrders implements Choice {
    private final List<Point> path = new ArrayList<>();
    private int depth;

    /** A point that was reached, who can go on from there, and whose going on shows nothing new. */
    private static final class Point {
        final Map<Integer, Step> ready;
        final Map<Integer, Step> asleep;
        final Map<Integer, Step> tried = new HashMap<>();
        final int choices;
        int chosen;
        List<Step> happened = List.of();

        Point(Map<Integer, Step> ready, Map<Integer, Step> asleep) {
            this.ready = ready;
            this.asleep = asleep;
            this.choices = left().size();
        }

        Set<Integer> left() {
            Set<Integer> left = new TreeSet<>(ready.keySet());
            left.removeAll(asleep.keySet());
            left.removeAll(tried.keySet());
            return left;
        }

        /** Whoever went before, or slept, and has nothing to do with what happened, would only come in another place. */
        Map<Integer, Step> asleepAfter(Map<Integer, Step> nowReady) {
            Map<Integer, Step> after = new HashMap<>(asleep);
            after.putAll(tried);
            after.remove(chosen);
            after.entrySet()
                    .removeIf(e -> !e.getValue().equals(nowReady.get(e.getKey()))
                            || happened.stream().anyMatch(step -> !step.commutesWith(e.getValue())));
            return after;
        }
    }

    @Override
    public Optional<Integer> choose(Map<Integer, Step> ready) {
        if (depth == path.size()) {
            Map<Integer, Step> asleep =
                    depth == 0 ? Map.of() : path.get(depth - 1).asleepAfter(ready);
            Point point = new Point(Map.copyOf(ready), asleep);
            Set<Integer> left = point.left();
            if (left.isEmpty()) {
                return Optional.empty();
            }
            point.chosen = left.iterator().next();
            path.add(point);
        }
        Point point = path.get(depth);
        if (!point.ready.equals(ready)) {
            depth = 0;
            throw new Diverged("was " + point.ready + ", is " + ready);
        }
        depth++;
        return Optional.of(point.chosen);
    }

    @Override
    public void happened(List<Step> steps) {
        path.get(depth - 1).happened = steps;
    }

    /** As if all choices led to equally many orders. */
    @Override
    public double share() {
        double share = 0;
        double part = 1;
        for (Point point : path) {
            share += part * point.tried.size() / point.choices;
            part /= point.choices;
        }
        return share;
    }

    @Override
    public boolean another() {
        depth = 0;
        while (!path.isEmpty()) {
            Point last = path.getLast();
            last.tried.put(last.chosen, Objects.requireNonNull(last.ready.get(last.chosen)));
            Set<Integer> left = last.left();
            if (!left.isEmpty()) {
                last.chosen = left.iterator().next();
                last.happened = List.of();
                return true;
            }
            path.removeLast();
        }
        return false;
    }
}
