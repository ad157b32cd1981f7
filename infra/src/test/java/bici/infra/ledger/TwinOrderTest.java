package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Delivery;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Stamp;
import bici.fleet.dock.Stamp.ClockQuality;
import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** I8 over the twin of the database: journals in any order, doubled, also by wrong clocks and with inventories. */
class TwinOrderTest {
    private static final int ORDERS = 8;
    private static final int MOVES = 50;
    /** When each arrived is kept in every order, since times are judged by it. */
    private static final Instant AFTER_ALL_FACTS = LedgerWorld.ARRIVAL.plus(Duration.ofHours(1));

    @ParameterizedTest
    @ValueSource(longs = {3, 8})
    void theOrderOfArrivalChangesNothing(long seed) {
        PlayedCity city = PlayedCity.play(seed, 3, 8, MOVES);
        List<String> state = stateOfAllOrders(city.journals(), false);
        assertThat(state)
                .filteredOn(line -> line.contains(" > "))
                .hasSize(city.trips().size());
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5})
    void norDoesItWhenClocksAreWrongAndInventoriesDiffer(long seed) {
        Map<StationId, List<Fact>> journals = PlayedCity.play(seed, 3, 6, MOVES).journals();
        stateOfAllOrders(misled(journals, new Random(seed)), true);
    }

    private static List<String> stateOfAllOrders(Map<StationId, List<Fact>> journals, boolean inventories) {
        List<String> first = new ArrayList<>();
        for (int seed = 1; seed <= ORDERS; seed++) {
            TwinWorld world = new TwinWorld();
            arrivals(journals, inventories, new Random(seed)).forEach(arrival -> arrival.accept(world));
            if (seed == 1) {
                first.addAll(world.state());
            }
            assertThat(world.state()).as("order %d", seed).isEqualTo(first);
        }
        return first;
    }

    private static List<Consumer<TwinWorld>> arrivals(
            Map<StationId, List<Fact>> journals, boolean inventories, Random dice) {
        List<Consumer<TwinWorld>> arrivals = new ArrayList<>();
        journals.forEach((station, journal) -> {
            int from = 0;
            while (from < journal.size()) {
                int to = Math.min(journal.size(), from + 1 + dice.nextInt(8));
                Delivery part = LedgerWorld.delivery(station, journal.subList(from, to));
                arrivals.add(world -> world.ledger.record(List.of(part)));
                if (dice.nextInt(4) == 0) {
                    arrivals.add(world -> world.ledger.record(List.of(part)));
                }
                from = to;
            }
            if (inventories) {
                arrivals.add(
                        world -> world.born(station.value(), journal.size() / 2, AFTER_ALL_FACTS, inventory(journal)));
            }
        });
        Collections.shuffle(arrivals, dice);
        return arrivals;
    }

    /** What stood there after half of the journal, but for the bike in the lowest dock; another stands in the last. */
    private static String[] inventory(List<Fact> journal) {
        TreeMap<Integer, String> docked = new TreeMap<>();
        for (Fact fact : journal.subList(0, journal.size() / 2)) {
            if (fact.event() instanceof Event.BikeDocked e) {
                docked.put(e.dock(), e.bike().value());
            } else if (fact.event() instanceof Event.BikeRemoved e) {
                docked.put(e.dock(), "-");
            }
        }
        docked.put(docked.firstKey(), "-");
        docked.put(12, "BX" + journal.get(0).id().station());
        return docked.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .toArray(String[]::new);
    }

    /** S1's clock jumps about and nothing tells the time of its boot, S2's runs ahead, S3's was never set. */
    private static Map<StationId, List<Fact>> misled(Map<StationId, List<Fact>> journals, Random dice) {
        Map<StationId, List<Fact>> misled = new TreeMap<>();
        journals.forEach((station, journal) -> misled.put(
                station,
                journal.stream()
                        .map(fact -> new Fact(fact.id(), misled(station.value(), fact.stamp(), dice), fact.event()))
                        .toList()));
        return misled;
    }

    private static Stamp misled(String station, Stamp stamp, Random dice) {
        return switch (station) {
            case "S1" -> {
                Duration jump = Duration.ofMinutes(dice.nextInt(5) == 0 ? dice.nextInt(-30, 30) : 0);
                yield new Stamp(stamp.deviceTime().plus(jump), stamp.uptime(), 9, ClockQuality.HELD, true);
            }
            case "S2" ->
                new Stamp(stamp.deviceTime().plus(Duration.ofMinutes(40)), stamp.uptime(), 1, ClockQuality.HELD, true);
            default -> new Stamp(stamp.deviceTime(), stamp.uptime(), 9, ClockQuality.UNSET, true);
        };
    }
}
