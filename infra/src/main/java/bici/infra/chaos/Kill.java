package bici.infra.chaos;

import bici.infra.failpoint.Failpoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** What is killed. */
sealed interface Kill {
    /** The server where it happens to be. */
    record OfServer() implements Kill {}

    /** The server at a certain place of its code. */
    record AtFailpoint(Failpoint point) implements Kill {}

    /** One connection's process of the database; PostgreSQL then restarts all of them. */
    record OfBackend() implements Kill {}

    /** All of the database. */
    record OfPostmaster() implements Kill {}

    /** The power of all stations. */
    record OfCity() implements Kill {}

    /**
     * So many kills in an order of the seed's: of six, at least one of each kind; of sixty, every failpoint at least once.
     */
    static Deque<Kill> plan(int kills, SplittableRandom dice) {
        List<Failpoint> points = new ArrayList<>(List.of(Failpoint.values()));
        Collections.shuffle(points, new Random(dice.nextLong()));
        List<Kill> plan = new ArrayList<>();
        int point = 0;
        for (int n = 0; n < kills; n++) {
            plan.add(
                    switch (n % 10) {
                        case 0 -> new OfServer();
                        case 1 -> new OfCity();
                        case 2 -> n % 20 == 2 ? new OfPostmaster() : new OfBackend();
                        case 3 -> n % 20 == 3 ? new OfBackend() : new OfServer();
                        default -> new AtFailpoint(points.get(point++ % points.size()));
                    });
        }
        Collections.shuffle(plan, new Random(dice.nextLong()));
        return new ArrayDeque<>(plan);
    }
}
