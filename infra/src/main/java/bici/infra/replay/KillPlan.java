package bici.infra.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/** When the server is killed: at random points of the delivery, one in each of as many equal parts of it. */
final class KillPlan {
    private final Deque<Long> thresholds = new ArrayDeque<>();

    KillPlan(int kills, long facts, SplittableRandom random) {
        double part = (double) facts / Math.max(1, kills);
        for (int i = 0; i < kills; i++) {
            thresholds.add((long) (part * i + random.nextDouble(0.02, 0.98) * part));
        }
    }

    /** Whether the next kill is due; then it counts as done. */
    boolean isDue(long acknowledged) {
        Long next = thresholds.peek();
        if (next == null || acknowledged < next) {
            return false;
        }
        thresholds.remove();
        return true;
    }

    boolean isDone() {
        return thresholds.isEmpty();
    }
}
