package bici.infra.chaos;

import bici.infra.failpoint.Failpoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * So many kills in an order of the seed's: of six, at least one of each kind; of sixty, every failpoint at least once. A
 * failpoint that was not reached comes again. Not for more than one thread.
 */
final class KillPlan {
    private final Deque<Kill> kills;
    private final Set<Failpoint> failpoints;

    KillPlan(int kills, SplittableRandom dice) {
        List<Failpoint> points = new ArrayList<>(List.of(Failpoint.values()));
        Collections.shuffle(points, new Random(dice.nextLong()));
        List<Kill> plan = new ArrayList<>();
        int point = 0;
        for (int n = 0; n < kills; n++) {
            plan.add(
                    switch (n % 10) {
                        case 0 -> new Kill.OfServer();
                        case 1 -> new Kill.OfCity();
                        case 2 -> n % 20 == 2 ? new Kill.OfPostmaster() : new Kill.OfBackend();
                        case 3 -> n % 20 == 3 ? new Kill.OfBackend() : new Kill.OfServer();
                        default -> new Kill.AtFailpoint(points.get(point++ % points.size()));
                    });
        }
        Collections.shuffle(plan, new Random(dice.nextLong()));
        this.kills = new ArrayDeque<>(plan);
        this.failpoints = Set.copyOf(points.subList(0, Math.min(point, points.size())));
    }

    /** All that are to be met, each once at least. */
    Set<Failpoint> failpoints() {
        return failpoints;
    }

    Optional<Kill> next() {
        return Optional.ofNullable(kills.poll());
    }

    List<Kill> toCome() {
        return List.copyOf(kills);
    }

    /** This one and all that a running server can meet and that are still to come, each at its first pass. */
    Map<Failpoint, Integer> failpointsToCome(Failpoint and) {
        Map<Failpoint, Integer> passes = new EnumMap<>(Map.of(and, 1));
        for (Kill kill : kills) {
            if (kill instanceof Kill.AtFailpoint it && it.point() != Failpoint.START_BEFORE_LISTENING) {
                passes.put(it.point(), 1);
            }
        }
        return passes;
    }

    /**
     * A failpoint was not reached: it comes again at the end, in the place of the one that was hit instead, or of one of the
     * server where it happens to be.
     */
    void putOff(Failpoint point, Optional<Failpoint> hit) {
        Kill instead = hit.<Kill>map(Kill.AtFailpoint::new).orElseGet(Kill.OfServer::new);
        if (kills.remove(instead)) {
            kills.add(new Kill.AtFailpoint(point));
        }
    }
}
