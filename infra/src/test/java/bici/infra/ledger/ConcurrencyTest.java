package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Delivery;
import bici.fleet.dock.Fact;
import bici.fleet.dock.LedgerUnavailable;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** I8 under concurrency: transactions that meet at stations, bikes and docks leave what one after the other leaves. */
class ConcurrencyTest {
    private static final int ROUNDS = 200;
    private static final int MAX_RETRIES = 50;
    private static final PlayedCity CITY = PlayedCity.play(11, 6, 10, 420);

    @Test
    void twoWritersThatMeetLeaveWhatOneWriterLeaves() throws Exception {
        List<Delivery> parts = parts(new Random(11));
        assertThat(parts).hasSizeGreaterThan(2 * ROUNDS);
        try (LedgerWorld world = LedgerWorld.withStations(CITY.journals().keySet())) {
            meet(world, parts);
            assertThat(world.trips()).isEqualTo(CITY.trips());
            assertThat(world.violations()).isEmpty();
            List<String> met = world.state();
            world.startAnew(CITY.journals().keySet());
            parts.forEach(part -> world.ledger().record(List.of(part)));
            assertThat(met).isEqualTo(world.state());
            assertThat(world.texts(Show.QUARANTINE)).isEmpty();
        }
    }

    /** Two parts a round, at the same moment: each writer its own, or both writers both, in either order. */
    private static void meet(LedgerWorld world, List<Delivery> parts) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService writers = Executors.newFixedThreadPool(2)) {
            for (int at = 0; at < parts.size(); at += 2) {
                List<Delivery> pair = parts.subList(at, Math.min(parts.size(), at + 2));
                List<List<Delivery>> shares = at % 4 == 0 || pair.size() < 2
                        ? List.of(pair, pair.reversed())
                        : List.of(pair.subList(0, 1), pair.subList(1, 2));
                List<Callable<Integer>> tasks = new ArrayList<>();
                shares.forEach(share -> tasks.add(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return recordPatiently(world, share);
                }));
                for (Future<Integer> writer : writers.invokeAll(tasks)) {
                    assertThat(unwrap(writer)).isBetween(0, MAX_RETRIES);
                }
            }
        }
    }

    private static int unwrap(Future<Integer> writer) throws Exception {
        try {
            return writer.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a writer failed for another reason than a passing one", e.getCause());
        }
    }

    private static int recordPatiently(LedgerWorld world, List<Delivery> deliveries) {
        for (int tries = 0; ; tries++) {
            try {
                world.ledger().record(deliveries);
                return tries;
            } catch (LedgerUnavailable passing) {
                if (tries == MAX_RETRIES) {
                    throw passing;
                }
            }
        }
    }

    /** Parts of three facts or less, stations interleaved, some parts before their predecessors. */
    private static List<Delivery> parts(Random dice) {
        List<Delivery> parts = new ArrayList<>();
        for (Map.Entry<StationId, List<Fact>> journal : CITY.journals().entrySet()) {
            List<Fact> facts = journal.getValue();
            int from = 0;
            while (from < facts.size()) {
                int to = Math.min(facts.size(), from + 1 + dice.nextInt(3));
                parts.add(LedgerWorld.delivery(journal.getKey(), facts.subList(from, to)));
                from = to;
            }
        }
        parts.sort((a, b) -> firstTime(a).compareTo(firstTime(b)));
        for (int i = 0; i + 8 < parts.size(); i += 8) {
            parts.add(i + dice.nextInt(8), parts.remove(i));
        }
        return parts;
    }

    private static Instant firstTime(Delivery delivery) {
        return delivery.facts().get(0).stamp().deviceTime();
    }
}
