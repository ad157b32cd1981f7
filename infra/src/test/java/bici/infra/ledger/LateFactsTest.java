package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Receipt;
import bici.fleet.dock.Stamp;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Facts that come after their successors change what follows from them, and nothing else. */
class LateFactsTest {
    /** Until 1989. */
    private static final int WEEKS = 1_000;

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
        world.startAnew("S1", "S2", "S3");
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(world.violations()).isEmpty();
    }

    @Test
    void anEndedTripThatEndedSoonerIsReplacedAndItsCorrectionKept() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S3", "1 13:00 +3 B1");
        assertTrips("S1.1.2 B1 S1/1 12:10 > S3/3 13:00");
        world.tell("S2", "1 12:30 +2 B1, 2 12:40 -2 B1 crew");
        assertTrips("S1.1.2 B1 S1/1 12:10 > S2/2 12:30");
        assertThat(world.texts(Show.CORRECTIONS)).containsExactly("S1.1.2: S3.1.1 13:00 > S2.1.1 12:30");
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 dock S3/3");
    }

    @Test
    void aTripBetweenTwoOthersIsFound() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S3", "1 13:00 +3 B1");
        world.tell("S2", "1 12:30 +2 B1, 2 12:40 -2 B1 card");
        assertTrips("S1.1.2 B1 S1/1 12:10 > S2/2 12:30", "S2.1.2 B1 S2/2 12:40 > S3/3 13:00");
        assertThat(world.texts(Show.CORRECTIONS)).containsExactly("S1.1.2: S3.1.1 13:00 > S2.1.1 12:30");
    }

    @Test
    void anEndedTripIsReopenedWhenAnotherRemovalCameBetween() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S3", "1 13:00 +3 B1");
        world.tell("S2", "2 12:40 -2 B1 card");
        assertTrips("S1.1.2 B1 S1/1 12:10 > end-unknown", "S2.1.2 B1 S2/2 12:40 > S3/3 13:00");
        assertThat(world.texts(Show.CORRECTIONS)).containsExactly("S1.1.2: S3.1.1 13:00 > -");
        world.tell("S2", "1 12:30 +2 B1");
        assertTrips("S1.1.2 B1 S1/1 12:10 > S2/2 12:30", "S2.1.2 B1 S2/2 12:40 > S3/3 13:00");
        assertThat(world.texts(Show.CORRECTIONS)).hasSize(1);
    }

    @Test
    void aTripThatEndedOnTimeNeedsNoCorrection() {
        world.tell("S2", "1 12:30 +2 B1");
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        assertTrips("S1.1.2 B1 S1/1 12:10 > S2/2 12:30");
        assertThat(world.texts(Show.CORRECTIONS)).isEmpty();
    }

    @Test
    void aLateFactNeverOverwritesANewerDock() {
        world.tell("S1", "1 12:00 +1 B1, 4 12:30 +1 B2");
        world.tell("S1", "2 12:10 -1 B1 card");
        assertThat(world.texts(Show.DOCKS)).containsExactly("S1/1 B2 locked -");
        world.tell("S1", "3 12:20 fault 1 reader");
        assertThat(world.texts(Show.DOCKS)).containsExactly("S1/1 B2 locked reader");
    }

    @Test
    void aBikeWhoseDockHasMovedOnIsMissingUntilTheGapFills() {
        world.tell("S1", "1 12:00 +1 B1, 3 12:30 +1 B2");
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 missing", "B2 dock S1/1");
        world.tell("S1", "2 12:10 -1 B1 card");
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 trip S1.1.2", "B2 dock S1/1");
    }

    @Test
    void aDockedBikeIsThereThoughItsDockTroubledAfterwards() {
        world.tell("S1", "2 12:10 jam 1, 3 12:11 fault 1 reader");
        world.tell("S1", "1 12:00 +1 B1");
        assertThat(world.texts(Show.DOCKS)).containsExactly("S1/1 B1 jammed reader");
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 dock S1/1");
    }

    @Test
    void troubleComesAndGoesInTheStationsOwnOrder() {
        List<String> lines = List.of(
                "1 12:00 +1 B1",
                "2 12:10 jam 1",
                "3 12:20 fault 1 reader",
                "4 12:30 clear 1",
                "5 12:40 jam 1",
                "6 12:50 -1 B1 card");
        for (String line :
                List.of(lines.get(5), lines.get(3), lines.get(0), lines.get(4), lines.get(2), lines.get(1))) {
            world.tell("S1", line);
        }
        assertThat(world.texts(Show.DOCKS)).containsExactly("S1/1 - unlocked -");
        world.tell("S1", "8 13:10 fault 1 slow");
        world.tell("S1", "7 13:00 jam 1");
        assertThat(world.texts(Show.DOCKS)).containsExactly("S1/1 - jammed slow");
    }

    @Test
    void aLockThatOpenedForNothingMovesNoBike() {
        world.tell("S1", "1 12:00 nottaken 1 B1");
        assertThat(world.texts(Show.DOCKS)).containsExactly("S1/1 - locked -");
        world.tell("S1", "2 12:10 +1 B1, 3 12:20 jam 1, 4 12:30 nottaken 1 B1");
        assertThat(world.texts(Show.DOCKS)).containsExactly("S1/1 B1 locked -");
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 dock S1/1");
    }

    @Test
    void availabilityIsCountedAnewAfterAGap() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:05 +2 B2, 5 12:30 +4 B4");
        world.tell("S1", "3 12:10 +3 B3");
        world.tell("S1", "4 12:20 -1 B1 card, 6 12:40 -2 B2 card");
        assertThat(world.texts(Show.AVAILABILITY))
                .containsExactly("S1 12:00 1", "S1 12:05 2", "S1 12:10 3", "S1 12:20 2", "S1 12:30 3", "S1 12:40 2");
        assertThat(world.texts("SELECT bikes FROM station_state WHERE station_id = 'S1'"))
                .containsExactly("2");
    }

    @Test
    void aStationsSequenceGoesBeforeItsClock() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:20 -1 B1 card");
        world.tell("S1", "3 12:10 +2 B1");
        assertTrips("S1.1.2 B1 S1/1 12:20 > S1/2 12:20");
        world.tell("S1", "4 12:15 -2 B1 card");
        assertTrips("S1.1.2 B1 S1/1 12:20 > S1/2 12:20", "S1.1.4 B1 S1/2 12:20 > riding");
        world.tell("S2", "1 12:55 +3 B1");
        assertTrips("S1.1.2 B1 S1/1 12:20 > S1/2 12:20", "S1.1.4 B1 S1/2 12:20 > S2/3 12:55");
    }

    @Test
    void aMissingBikeThatRodeAtOneInstantIsFollowedWhateverTheOrderOfMessages() {
        world.tell("S2", "1 12:00 +1 B1, 2 12:05 +1 B2");
        assertThat(world.texts(Show.BIKES)).containsExactly("B1 missing", "B2 dock S2/1");
        world.ledger()
                .record(List.of(
                        LedgerWorld.delivery(new StationId("S2"), Told.facts("S2", "3 12:20 -1 B1 card")),
                        LedgerWorld.delivery(new StationId("S1"), Told.facts("S1", "1 12:20 +1 B1"))));
        assertTrips("S2.1.3 B1 S2/1 12:20 > S1/1 12:20");
    }

    /** A clock chip that gives arbitrary dates, in a boot that never connected: each is believed. */
    @Test
    void datesThatAreNoiseLayNothingOutAndSlowNothingDown() {
        world.tell("S1", "1 12:00 +1 B1");
        world.tell("S2", "1 12:00 +1 B2, 2 12:10 -1 B2 card, 3 12:20 +1 B2");
        long before = chunks();
        List<Fact> noise = new ArrayList<>();
        for (int week = 0; week < WEEKS; week++) {
            noise.add(noise(week + 1L, Instant.EPOCH.plus(Duration.ofDays(7L * week + 1))));
        }
        world.deliver(new StationId("S3"), noise);
        assertThat(chunks() - before).isLessThanOrEqualTo(5);
        assertThat(world.count("trip WHERE bike_id = 'B9'")).isEqualTo(WEEKS / 2 - 1);

        long begun = System.nanoTime();
        Receipt receipt =
                world.deliver(new StationId("S3"), List.of(noise(WEEKS + 1L, Instant.EPOCH.plus(Duration.ofDays(3)))));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        assertThat(receipt.reread()).as("beyond what is a matter of course").isEqualTo(WEEKS - 500);
        assertThat(world.tell("S1", "2 12:10 -1 B1 card").reread()).isZero();
    }

    private static long chunks() {
        return world.count("timescaledb_information.chunks");
    }

    private static Fact noise(long sequence, Instant at) {
        BikeId bike = new BikeId("B9");
        Event event = sequence % 2 == 1
                ? new Event.BikeDocked(1, bike)
                : new Event.BikeRemoved(1, bike, new Cause.ByNobody());
        Stamp stamp = new Stamp(at, Duration.ofHours(1), 7, Stamp.ClockQuality.HELD, true);
        return new Fact(new FactId(new StationId("S3"), 1, sequence), stamp, event);
    }

    private static void assertTrips(String... trips) {
        assertThat(world.texts(Show.TRIPS)).containsExactly(trips);
    }
}
