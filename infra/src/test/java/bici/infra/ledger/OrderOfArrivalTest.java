package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Delivery;
import bici.fleet.dock.Fact;
import bici.fleet.vocabulary.StationId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** I8: the order in which journals arrive changes nothing. */
class OrderOfArrivalTest {
    private static final int INTERLEAVINGS = 100;

    @Test
    void aHundredInterleavingsWithDuplicatesGiveTheTripsThatReallyHappened() {
        PlayedCity city = PlayedCity.play(7, 6, 24, 220);
        List<String> firstState = new ArrayList<>();
        try (LedgerWorld world = LedgerWorld.withStations(city.journals().keySet())) {
            for (int seed = 1; seed <= INTERLEAVINGS; seed++) {
                world.startAnew(city.journals().keySet());
                deliverAtRandom(world, city, seed);
                assertThat(world.trips()).as("seed %d", seed).isEqualTo(city.trips());
                List<String> state = world.state();
                if (seed == 1) {
                    firstState.addAll(state);
                }
                assertThat(state).as("seed %d", seed).isEqualTo(firstState);
            }
        }
    }

    /** Cuts each journal into parts, interleaves them (every other seed also within stations), sends some twice. */
    private static void deliverAtRandom(LedgerWorld world, PlayedCity city, int seed) {
        Random dice = new Random(seed);
        List<Deque<Delivery>> queues = new ArrayList<>();
        for (Map.Entry<StationId, List<Fact>> journal : city.journals().entrySet()) {
            queues.add(new ArrayDeque<>(cut(journal.getKey(), journal.getValue(), dice)));
        }
        List<Delivery> parts = new ArrayList<>();
        while (!queues.isEmpty()) {
            Deque<Delivery> queue = queues.get(dice.nextInt(queues.size()));
            parts.add(queue.remove());
            if (queue.isEmpty()) {
                queues.remove(queue);
            }
        }
        if (seed % 2 == 0) {
            Collections.shuffle(parts, dice);
        }
        int from = 0;
        while (from < parts.size()) {
            int to = Math.min(parts.size(), from + 1 + dice.nextInt(6));
            world.ledger().record(parts.subList(from, to));
            from = to;
        }
    }

    private static List<Delivery> cut(StationId station, List<Fact> journal, Random dice) {
        List<Delivery> parts = new ArrayList<>();
        int from = 0;
        while (from < journal.size()) {
            int to = Math.min(journal.size(), from + 1 + dice.nextInt(30));
            Delivery part = LedgerWorld.delivery(station, journal.subList(from, to));
            parts.add(part);
            if (dice.nextInt(4) == 0) {
                parts.add(part);
            }
            from = to;
        }
        return parts;
    }
}
