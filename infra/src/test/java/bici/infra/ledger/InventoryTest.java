package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Birth;
import bici.fleet.dock.Birth.DockReading;
import bici.fleet.dock.Birth.Lock;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A birth's inventory is held against the docks once every fact it reflects is there; what differs is inferred. */
class InventoryTest {
    private static LedgerWorld world;

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
    void nothingIsBroken() {
        assertThat(world.violations()).isEmpty();
    }

    @Test
    void anInventoryThatAgreesInfersNothing() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 +2 B2, 3 12:20 -2 B2 card");
        born("S1", 3, "1 B1", "2 -");
        assertThat(world.texts(Show.INFERRED)).isEmpty();
        assertThat(world.texts(
                        "SELECT epoch FROM birth WHERE station_id = 'S1' AND reconciled_at IS NOT NULL ORDER BY 1"))
                .containsExactly("1", "2");
    }

    @Test
    void aBikeNobodyToldOfIsThereFromTheBirthOn() {
        born("S1", 0, "1 B1", "2 -");
        assertThat(world.texts(Show.INFERRED)).containsExactly("S1.0.1 23:00 bike-docked 1 B1 by 2");
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 dock S1/1");
        assertThat(world.texts(Show.DOCKS)).containsExactly("S1/1 B1 locked -", "S1/2 - locked -");
        assertThat(world.texts(Show.AVAILABILITY)).containsExactly("S1 23:00 1");
    }

    @Test
    void aBikeThatIsGoneIsMissing() {
        world.tell("S1", "1 12:00 +1 B1");
        born("S1", 1, "1 -");
        assertThat(world.texts(Show.INFERRED)).containsExactly("S1.0.1 23:00 bike-removed 1 B1 by 2");
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 missing");
        assertThat(world.texts(Show.TRIPS)).isEmpty();
    }

    @Test
    void aBikeInAnotherDockHasMoved() {
        world.tell("S1", "1 12:00 +2 B1, 2 12:00 +3 B3");
        born("S1", 2, "1 B1", "2 B3", "3 -");
        assertThat(world.texts(Show.INFERRED))
                .containsExactly(
                        "S1.0.1 23:00 bike-removed 2 B1 by 2",
                        "S1.0.2 23:00 bike-removed 3 B3 by 2",
                        "S1.0.3 23:00 bike-docked 1 B1 by 2",
                        "S1.0.4 23:00 bike-docked 2 B3 by 2");
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 dock S1/1", "B3 dock S1/2");
    }

    @Test
    void anInventoryWaitsForTheFactsItReflects() {
        world.tell("S1", "1 12:00 +1 B1");
        born("S1", 4, "1 -", "2 B2");
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 dock S1/1");
        world.tell("S1", "2 12:10 -1 B1 card, 4 12:30 door");
        assertThat(world.texts(Show.INFERRED)).isEmpty();
        world.tell("S1", "3 12:20 +2 B2");
        assertThat(world.texts(Show.INFERRED)).isEmpty();
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 trip S1.1.2", "B2 dock S1/2");
    }

    @Test
    void whatIsDeclaredLostIsNotWaitedFor() {
        world.tell("S1", "1 12:00 +1 B1");
        born("S1", 4, "1 -", "2 B2");
        world.tell("S1", "4 12:30 lost 2 3");
        assertThat(world.texts(Show.INFERRED))
                .containsExactly("S1.0.1 23:00 bike-removed 1 B1 by 2", "S1.0.2 23:00 bike-docked 2 B2 by 2");
    }

    @Test
    void aTripIsEndedByTheInventoryThatShowsItsBike() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        born("S2", 0, "3 B1");
        assertThat(world.texts(Show.TRIPS)).containsExactly("S1.1.2 B1 S1/1 12:10 > S2/3 23:00");
    }

    @Test
    void aLostRemovalIsMendedAndTakesNoBikeFromWhereItIsNow() {
        world.tell("S1", "1 12:00 +1 B1");
        world.tell("S2", "1 12:30 +2 B1, 2 12:40 -2 B1 card");
        born("S1", 3, "1 -");
        world.tell("S1", "3 12:50 lost 2 2");
        assertThat(world.texts(Show.INFERRED)).containsExactly("S1.0.1 23:00 bike-removed 1 B1 by 2");
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 trip S2.1.2");
        world.tell("S2", "3 12:55 +4 B1");
        assertThat(world.texts(Show.TRIPS)).containsExactly("S2.1.2 B1 S2/2 12:40 > S2/4 12:55");
    }

    @Test
    void factsBehindTheInventoryInTheSameMessageChangeNothingOfIt() {
        for (String[] messages : new String[][] {
            {"1 12:00 +1 B1, 2 12:10 fault 2 reader", "3 23:10 -2 B2 card, 4 23:20 +2 B1, 5 23:30 jam 1"},
            {"1 12:00 +1 B1, 2 12:10 fault 2 reader, 3 23:10 -2 B2 card, 4 23:20 +2 B1, 5 23:30 jam 1"},
            {"3 23:10 -2 B2 card, 4 23:20 +2 B1, 5 23:30 jam 1", "1 12:00 +1 B1, 2 12:10 fault 2 reader"},
            {"3 23:10 -2 B2 card", "5 23:30 jam 1", "2 12:10 fault 2 reader", "1 12:00 +1 B1", "4 23:20 +2 B1"},
        }) {
            world.startAnew("S1", "S2");
            born("S1", 2, "1 -", "2 B2", "3 B3");
            Stream.of(messages).forEach(lines -> world.tell("S1", lines));
            assertThat(world.texts(Show.INFERRED))
                    .as("%s", List.of(messages))
                    .containsExactly(
                            "S1.0.1 23:00 bike-removed 1 B1 by 2",
                            "S1.0.2 23:00 bike-docked 2 B2 by 2",
                            "S1.0.3 23:00 bike-docked 3 B3 by 2");
            assertThat(world.texts(Show.DOCKS))
                    .containsExactly("S1/1 - jammed -", "S1/2 B1 locked -", "S1/3 B3 locked -");
            assertThat(world.texts(Show.BIKES)).containsExactly("B1 dock S1/2", "B2 trip S1.1.3", "B3 dock S1/3");
            assertThat(world.texts(Show.AVAILABILITY).getLast()).isEqualTo("S1 23:20 2");
            assertThat(world.violations()).isEmpty();
        }
    }

    @Test
    void lockAndFaultAreAsRead() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 fault 1 reader");
        world.ledger()
                .openSession(birth(
                        "S1",
                        2,
                        1,
                        List.of(
                                new DockReading(1, Optional.of(new BikeId("B1")), Lock.JAMMED, Optional.empty()),
                                new DockReading(2, Optional.empty(), Lock.UNLOCKED, Optional.of("flat")))));
        assertThat(world.texts(Show.DOCKS)).containsExactly("S1/1 B1 jammed -", "S1/2 - unlocked flat");
        assertThat(world.texts(Show.INFERRED)).isEmpty();
    }

    @Test
    void aRideThatEndedWhereAnInventoryAgreedIsEndedByItWheneverItIsTold() {
        List<Runnable> happenings = List.of(
                () -> world.tell("S1", "1 12:00 +1 B1"),
                () -> born("S1", 3, "1 B1"),
                () -> world.tell("S1", "4 23:05 lost 2 3"),
                () -> world.tell("S2", "1 13:00 +2 B1"),
                () -> world.tell("S2", "2 13:30 -2 B1 card"));
        List<String> first = new ArrayList<>();
        for (int seed = 0; seed < 24; seed++) {
            world.startAnew("S1", "S2");
            List<Runnable> order = new ArrayList<>(happenings);
            Collections.shuffle(order, new Random(seed));
            order.forEach(Runnable::run);
            assertThat(world.texts(Show.INFERRED))
                    .as("order %d", seed)
                    .containsExactly("S1.0.1000000002001 23:00 bike-docked 1 B1 by 2");
            assertThat(world.texts(Show.TRIPS)).containsExactly("S2.1.2 B1 S2/2 13:30 > S1/1 23:00");
            assertThat(world.texts(Show.BIKES)).containsExactly("B1 dock S1/1");
            first.addAll(first.isEmpty() ? world.state() : List.of());
            assertThat(world.state()).as("order %d", seed).isEqualTo(first);
            assertThat(world.violations()).isEmpty();
        }
    }

    @Test
    void aRemovalThatWasGivenUpTakesNoBikeFromWhereAnInventoryShowedItLater() {
        world.tell("S1", "1 12:00 +1 B1");
        born("S1", 3, "1 B1");
        world.tell("S1", "4 23:05 lost 2 3");
        world.tell("S1", "2 12:10 -1 B1 card");
        assertThat(world.texts(Show.INFERRED)).containsExactly("S1.0.1 23:00 bike-docked 1 B1 by 2");
        assertThat(world.texts(Show.TRIPS)).containsExactly("S1.1.2 B1 S1/1 12:10 > S1/1 23:00");
        assertThat(world.texts(Show.DOCKS)).containsExactly("S1/1 B1 locked -");
        world.tell("S1", "3 12:20 +1 B1");
        assertThat(world.texts(Show.TRIPS)).containsExactly("S1.1.2 B1 S1/1 12:10 > S1/1 12:20");
        assertThat(world.texts(Show.INFERRED)).hasSize(1);
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 dock S1/1");
    }

    @Test
    void aDockingThatWasGivenUpFillsNoDockThatAnInventoryShowedEmptyLater() {
        world.tell("S1", "3 12:20 door");
        born("S1", 3, "1 -", "2 B2");
        world.tell("S1", "4 23:05 lost 1 2");
        world.tell("S1", "1 12:00 +1 B1");
        assertThat(world.texts(Show.INFERRED))
                .containsExactly("S1.0.1 23:00 bike-docked 2 B2 by 2", "S1.0.2 23:00 bike-removed 1 B1 by 2");
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 missing", "B2 dock S1/2");
        assertThat(world.texts(Show.DOCKS)).contains("S1/1 - locked -");
        assertThat(world.texts(Show.AVAILABILITY)).containsExactly("S1 12:00 1", "S1 23:00 2", "S1 23:00 1");
        world.tell("S1", "2 12:10 -1 B1 card");
        assertThat(world.texts(Show.TRIPS)).containsExactly("S1.1.2 B1 S1/1 12:10 > riding");
    }

    @Test
    void whatWasGivenUpAndComesInOneMessageIsWeighedOneByOne() {
        for (String[] messages : new String[][] {
            {"2 12:10 -1 B1 card, 3 12:20 +2 B1, 4 12:30 -2 B1 card, 5 12:40 +1 B1"},
            {"2 12:10 -1 B1 card", "3 12:20 +2 B1", "4 12:30 -2 B1 card", "5 12:40 +1 B1"}
        }) {
            world.startAnew("S1", "S2");
            world.tell("S1", "1 12:00 +1 B1");
            born("S1", 5, "1 B1", "2 -");
            world.tell("S1", "6 23:05 lost 2 5");
            Stream.of(messages).forEach(lines -> world.tell("S1", lines));
            assertThat(world.texts(Show.INFERRED))
                    .containsExactly("S1.0.1 23:00 bike-docked 1 B1 by 2", "S1.0.2 23:00 bike-removed 2 B1 by 2");
            assertThat(world.texts(Show.TRIPS))
                    .containsExactly("S1.1.2 B1 S1/1 12:10 > S1/2 12:20", "S1.1.4 B1 S1/2 12:30 > S1/1 12:40");
            assertThat(world.texts(Show.BIKES)).containsExactly("B1 dock S1/1");
            assertThat(world.violations()).isEmpty();
        }
    }

    @Test
    void anInventorySaysNothingOfWhatItsStationToldSinceByAClockThatSteppedBack() {
        world.tell("S1", "1 12:00 +1 B1");
        born("S1", 1, "1 B1");
        world.tell("S1", "2 22:00 -1 B1 card");
        assertThat(world.texts(Show.INFERRED)).isEmpty();
        assertThat(world.texts(Show.TRIPS)).containsExactly("S1.1.2 B1 S1/1 22:00 > riding");
    }

    @Test
    void aFactAfterTheInventoryIsNoContradiction() {
        world.tell("S1", "1 12:00 +1 B1");
        born("S1", 1, "1 B1");
        world.tell("S2", "1 23:30 +2 B1");
        assertThat(world.texts(Show.INFERRED)).isEmpty();
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 dock S2/2");
    }

    @Test
    void onlyTheNewestInventoryIsWaitedFor() {
        born("S1", 5, "1 B7");
        born("S1", 1, "1 B1");
        world.tell("S1", "1 12:00 +1 B1");
        world.tell("S1", "2 12:10 -1 B1 card, 3 12:20 door, 4 12:30 door, 5 12:40 door");
        assertThat(world.texts(Show.INFERRED)).isEmpty();
        assertThat(world.texts("SELECT epoch FROM birth WHERE station_id = 'S1' AND reconciled_at IS NULL"))
                .containsExactly("2");
    }

    @Test
    void aNewMemoryBeginsWithWhatItsDocksHold() {
        world.tell("S1", "1 12:00 +1 B1, 3 12:10 +2 B2");
        world.ledger().openSession(birth("S1", 0, 2, List.of(reading("1 B1"), reading("2 -"), reading("3 B3"))));
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 dock S1/1", "B2 missing", "B3 dock S1/3");
        world.tell("S1", "2 12:05 +4 B4");
        assertThat(world.texts(Show.BIKES)).contains("B4 dock S1/4");
        world.tell("S1", "2/1 23:10 -3 B3 card");
        assertThat(world.texts(Show.TRIPS)).containsExactly("S1.2.1 B3 S1/3 23:10 > riding");
    }

    private static void born(String station, long asOf, String... docks) {
        world.ledger()
                .openSession(birth(
                        station,
                        asOf,
                        1,
                        Stream.of(docks).map(InventoryTest::reading).toList()));
    }

    private static Birth birth(String station, long asOf, int journal, List<DockReading> docks) {
        return LedgerWorld.birthOf(new StationId(station), "nonce-" + station + asOf, journal, asOf, docks);
    }

    private static DockReading reading(String text) {
        String[] parts = text.split(" ", -1);
        Optional<BikeId> bike = parts[1].equals("-") ? Optional.empty() : Optional.of(new BikeId(parts[1]));
        return new DockReading(Integer.parseInt(parts[0]), bike, Lock.LOCKED, Optional.empty());
    }
}
