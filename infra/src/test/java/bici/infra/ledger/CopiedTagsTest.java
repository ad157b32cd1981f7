package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.availability.DockView;
import bici.fleet.availability.StationView;
import bici.fleet.dock.Birth;
import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.Birth.Lock;
import bici.fleet.dock.Cause;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Stamp;
import bici.fleet.operations.Alarm;
import bici.fleet.store.PostgresAlarms;
import bici.fleet.store.PostgresLiveStations;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.SequenceRange;
import bici.fleet.vocabulary.StationId;
import bici.infra.database.Rebuilt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One bike told of in two docks: a copied tag, a tag that sticks in a reader, a removal that was lost. Whatever facts and
 * inventories say, and in whatever order they arrive, the audit is clean and the rebuild comes out the same.
 *
 * <p>{@code -Dbici.tags.seeds=2000} plays as many histories, {@code -Dbici.tags.from=17} begins with that one.
 */
class CopiedTagsTest {
    private static final int SEEDS = Integer.getInteger("bici.tags.seeds", 4);
    private static final int FROM = Integer.getInteger("bici.tags.from", 1);
    /** A rebuild takes about a second. */
    private static final int SEEDS_A_REBUILD = 4;

    private static final int STEPS = 45;
    private static final int DOCKS = 3;
    private static final int BIKES = 3;
    private static final Instant BOOT = PlayedCity.MORNING.minus(Duration.ofHours(1));

    private static LedgerWorld world;

    private final List<String> happened = new ArrayList<>();
    private Instant now = PlayedCity.MORNING;
    private int births;

    @BeforeAll
    static void open() {
        world = LedgerWorld.withStations("S1");
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void startAnew() {
        world.startAnew("S1", "S2");
    }

    @AfterEach
    void theAuditIsClean() {
        assertThat(world.violations()).as(() -> String.join("\n", happened)).isEmpty();
    }

    @Test
    void aBikeShownInTwoDocksOfOneStationStandsInOneUntilBothAreShownEmpty() {
        world.tell("S1", "1 12:00 +2 B1, 2 12:10 +3 B1");
        born("S1", 2, "2 B1", "3 B1");
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 dock S1/3");
        assertThat(standing()).containsExactly("S1/3 B1");
        assertThat(alarms()).containsExactly("S1/3 S1/2");
        born("S1", 2, "2 -", "3 -");
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 missing");
        assertThat(world.texts(Show.DOCKS)).containsExactly("S1/2 - locked -", "S1/3 - locked -");
        assertThat(lastCounts()).containsExactly("S1 0");
        assertThat(alarms()).isEmpty();
        Rebuilt.assertFollows(world.database());
    }

    @Test
    void aBikeShownAtTwoStationsStandsAtOneUntilBothShowTheirDocksEmpty() {
        world.tell("S1", "1 12:00 +1 B1");
        world.tell("S2", "1 12:10 +1 B1");
        born("S1", 1, "1 B1");
        born("S2", 1, "1 B1");
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 dock S2/1");
        assertThat(standing()).containsExactly("S2/1 B1");
        assertThat(alarms()).containsExactly("S2/1 S1/1");
        born("S1", 1, "1 -");
        born("S2", 1, "1 -");
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 missing");
        assertThat(lastCounts()).containsExactly("S1 0", "S2 0");
        assertThat(alarms()).isEmpty();
        Rebuilt.assertFollows(world.database());
    }

    @Test
    void theEndOfATripIsDoubtfulAsLongAsTheBikeIsToldOfNextInAnotherDock() {
        String ends = "SELECT end_fact || CASE WHEN end_estimated THEN ' doubtful' ELSE '' END FROM trip";
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S2", "1 12:20 +1 B1");
        assertThat(world.texts(ends)).containsExactly("S2.1.1");
        world.tell("S1", "3 12:40 +2 B1");
        assertThat(world.texts(ends)).containsExactly("S2.1.1 doubtful");
        theAuditIsClean();
        world.tell("S2", "2 12:30 -1 B1 crew");
        assertThat(world.texts(ends)).containsExactly("S2.1.1");
        Rebuilt.assertFollows(world.database());
    }

    static Stream<Integer> seeds() {
        return IntStream.range(FROM, FROM + SEEDS).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverFactsAndInventoriesSayTheAuditAndTheRebuildAgree(int seed) {
        new Play(seed).run();
        if (seed % SEEDS_A_REBUILD == 0) {
            assertThat(Rebuilt.check(world.database()).examples())
                    .as(() -> String.join("\n", happened))
                    .isEmpty();
        }
    }

    /** Two stations that say anything of their docks, by dice. */
    private final class Play {
        private final int seed;
        private final Random dice;
        private final TreeMap<String, Long> sequences = new TreeMap<>();
        private final List<Fact> held = new ArrayList<>();

        Play(int seed) {
            this.seed = seed;
            this.dice = new Random(seed);
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                now = now.plus(Duration.ofMinutes(dice.nextInt(3)));
                String station = "S" + (1 + dice.nextInt(2));
                switch (dice.nextInt(8)) {
                    case 0, 1 -> birth(station);
                    case 2 -> handOver(dice.nextBoolean());
                    case 3 -> giveUp(station);
                    default -> happen(station);
                }
                if (step == STEPS / 2) {
                    theAuditIsClean();
                }
            }
            handOver(true);
        }

        private BikeId bike() {
            return new BikeId("B" + (1 + dice.nextInt(BIKES)));
        }

        private Fact journal(String station, Event event) {
            long sequence = sequences.merge(station, 1L, Long::sum);
            Stamp stamp = new Stamp(now, Duration.between(BOOT, now), 1, Stamp.ClockQuality.SYNCED, true);
            return new Fact(new FactId(new StationId(station), 1, sequence), stamp, event);
        }

        private void happen(String station) {
            BikeId bike = bike();
            int dock = 1 + dice.nextInt(DOCKS);
            Event event = dice.nextInt(3) > 0
                    ? new Event.BikeDocked(dock, bike)
                    : new Event.BikeRemoved(dock, bike, new Cause.ByCard(new CardId("C-" + bike), 1, "proof"));
            Fact fact = journal(station, event);
            if (dice.nextInt(4) == 0) {
                held.add(fact);
            } else {
                deliver(List.of(fact));
            }
        }

        /** Some of what was held back, in any order. */
        private void handOver(boolean all) {
            Collections.shuffle(held, dice);
            List<Fact> some = List.copyOf(held.subList(0, all ? held.size() : held.size() / 2));
            held.removeAll(some);
            if (dice.nextBoolean()) {
                some.forEach(fact -> deliver(List.of(fact)));
            } else {
                Stream.of("S1", "S2")
                        .map(station -> some.stream()
                                .filter(fact -> fact.id().station().value().equals(station))
                                .toList())
                        .filter(facts -> !facts.isEmpty())
                        .forEach(this::deliver);
            }
        }

        /** What was held back is declared lost; it may come all the same. */
        private void giveUp(String station) {
            long[] missing = held.stream()
                    .filter(fact -> fact.id().station().value().equals(station))
                    .mapToLong(fact -> fact.id().sequence())
                    .sorted()
                    .toArray();
            if (missing.length > 0) {
                SequenceRange range = new SequenceRange(
                        missing[0], LongStream.of(missing).max().orElseThrow());
                deliver(List.of(journal(station, new Event.Lost(range))));
            }
        }

        private void deliver(List<Fact> facts) {
            happened.add(facts.toString());
            world.deliver(facts.getFirst().id().station(), facts);
        }

        /** Of now, or of a fact or two ago. */
        private void birth(String station) {
            long asOf = Math.max(0, sequences.getOrDefault(station, 0L) - (dice.nextInt(3) == 0 ? dice.nextInt(3) : 0));
            List<DockReading> docks = IntStream.rangeClosed(1, DOCKS)
                    .mapToObj(dock -> reading(dock, dice.nextInt(5) < 2 ? Optional.empty() : Optional.of(bike())))
                    .toList();
            open(station, "played-" + seed + "-" + births++, asOf, docks);
        }
    }

    private void open(String station, String nonce, long asOf, List<DockReading> docks) {
        happened.add(now + " birth of " + station + " as of " + asOf + ": " + docks);
        Birth.Clock clock = new Birth.Clock(now, Duration.between(BOOT, now), Stamp.ClockQuality.SYNCED, now);
        world.ledger()
                .openSession(
                        new Birth(new StationId(station), nonce, 1, 1, clock, "1.0", "rev-a", 0, 1, asOf, 0, docks));
    }

    private void born(String station, long asOf, String... docks) {
        now = Told.at("13:00").plus(Duration.ofMinutes(births));
        open(
                station,
                "born-" + births++,
                asOf,
                Stream.of(docks)
                        .map(text -> text.split(" ", -1))
                        .map(words -> reading(
                                Integer.parseInt(words[0]),
                                words[1].equals("-") ? Optional.empty() : Optional.of(new BikeId(words[1]))))
                        .toList());
    }

    private static DockReading reading(int dock, Optional<BikeId> bike) {
        return new DockReading(dock, bike, Lock.LOCKED, Optional.empty());
    }

    /** What the public sees of bikes, by dock. */
    private static List<String> standing() {
        List<String> standing = new ArrayList<>();
        for (StationView station : new PostgresLiveStations(world.database().dataSource()).listStations()) {
            for (DockView dock : station.docks()) {
                dock.standing().ifPresent(bike -> standing.add(station.id() + "/" + dock.number() + " " + bike));
            }
            assertThat(station.bikesAvailable() + station.docksAvailable() + station.docksDisabled())
                    .isEqualTo(station.capacity());
        }
        return standing;
    }

    /** The docks that alarms of bikes in two docks name. */
    private List<String> alarms() {
        return new PostgresAlarms(world.database().dataSource())
                .listAlarms(now).stream()
                        .filter(alarm -> alarm.kind() == Alarm.Kind.BIKE_IN_TWO_DOCKS)
                        .map(Alarm::evidence)
                        .toList();
    }

    /** By facts: where each station's count of bikes stands after everything. */
    private static List<String> lastCounts() {
        return world.texts(
                "SELECT concat_ws(' ', station_id, (array_agg(bikes ORDER BY at DESC, journal, sequence DESC))[1])"
                        + " FROM availability GROUP BY station_id ORDER BY station_id");
    }
}
