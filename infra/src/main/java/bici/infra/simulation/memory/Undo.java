package bici.infra.simulation.memory;

import java.util.ArrayDeque;
import java.util.Deque;

/** How to take back what the open transaction has done. */
final class Undo {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    void add(Runnable back) {
        steps.push(back);
    }

    void commit() {
        steps.clear();
    }

    void rollback() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }
}
