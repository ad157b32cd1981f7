package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.operations.Alarm;
import bici.fleet.operations.WaitingLimits;
import bici.fleet.trip.RiderTrip;
import bici.fleet.trip.Ruling;
import bici.fleet.vocabulary.StationId;
import bici.infra.database.Rebuilt;
import bici.infra.documents.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What riders are charged under a tariff that charges: 1000 COP, half an hour included, then 500 COP each 10 minutes. */
public class ChargesTest {
    private static final String CHARGES = """
            SELECT concat_ws(' ', trip_id, revision, debit, '>', credit, amount_cop) FROM charge
            ORDER BY charge_id""";

    private static ArrivalWorld world;

    @BeforeAll
    static void open() {
        world = new ArrivalWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void startAnew() {
        world.startAnew();
        world.ledger().execute("INSERT INTO tariff VALUES ('2026-01-01T00:00:00Z', 'prueba', 1000, 1800, 600, 500)");
        world.rider("R1", "B1", "B2");
    }

    @AfterEach
    void theAccountsAgreeWithTheTrips() {
        assertThat(world.ledger().violations()).isEmpty();
        Rebuilt.assertFollows(world.ledger().database());
    }

    private static List<String> charges() {
        return world.ledger().texts(CHARGES);
    }

    private static void ride() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S2", "1 12:30 +2 B1");
    }

    @Test
    void anEndedTripIsChargedOnceHoweverOftenItIsTold() {
        ride();
        ride();
        assertThat(charges()).containsExactly("S1.1.2 1 rider R1 > fares 1000");
    }

    @Test
    void aTripOfNobodyIsChargedToNobody() {
        world.tell("S1", "1 12:00 +1 B7, 2 12:10 -1 B7 card, 3 12:20 +1 B7, 4 12:30 -1 B7 nobody, 5 12:40 +1 B7");
        assertThat(charges()).isEmpty();
    }

    @Test
    void aLateFactCorrectsTheChargeByAnEntryOfItsOwn() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S3", "1 13:00 +3 B1");
        assertThat(charges()).containsExactly("S1.1.2 1 rider R1 > fares 2000");
        world.tell("S2", "1 12:30 +2 B1, 2 12:40 -2 B1 crew");
        assertThat(charges()).containsExactly("S1.1.2 1 rider R1 > fares 2000", "S1.1.2 2 fares > rider R1 1000");
    }

    @Test
    void aGhostTripIsNeverChargedNotEvenWhenItsDockingIsToldLater() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S2", "3 12:50 lost 1 2");
        world.born("S2", 3, "2 B1");
        world.tell("S2", "1 12:30 +2 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 12:30 repaired");
        assertThat(charges()).isEmpty();
    }

    @Test
    void aGhostTripIsEndedAlsoByAnInventoryThatTheNextBirthOvertook() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.born("S2", 2, "2 B1");
        world.born("S2", 4, "2 -");
        world.tell("S2", "2 12:40 door, 4 23:10 -2 B1 card");
        assertThat(world.trips()).noneMatch(trip -> trip.contains("repaired"));
        world.tell("S2", "3 23:05 lost 1 1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 23:00 repaired", "S2.1.4 > riding");
        assertThat(charges()).isEmpty();
    }

    @Test
    void aFalseStartCostsNothing() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card, 3 12:11 +2 B1, 4 12:20 -2 B1 card, 5 12:22 +2 B1");
        assertThat(charges()).containsExactly("S1.1.4 1 rider R1 > fares 1000");
    }

    @Test
    void contestedTripsAreGivenBackUntilARulingDecides() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S2", "1 12:40 +2 B1");
        assertThat(charges()).hasSize(1);
        world.tell("S3", "1 12:05 +3 B2, 2 12:30 -3 B2 card, 3 12:50 +3 B2");
        assertThat(charges()).containsExactly("S1.1.2 1 rider R1 > fares 1000", "S1.1.2 2 fares > rider R1 1000");
        world.uphold("S1.1.2");
        world.revert("S3.1.2");
        assertThat(charges())
                .containsExactly(
                        "S1.1.2 1 rider R1 > fares 1000",
                        "S1.1.2 2 fares > rider R1 1000",
                        "S1.1.2 3 rider R1 > fares 1000");
    }

    @Test
    void aTripBesideAnotherOfItsRiderIsAnAlarmUntilARulingAlsoWhenARulingHadFreedTheRider() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.declareMissing("B1", "12:20");
        assertThat(world.disputes()).containsExactly("S1.1.2: declared missing");
        world.tell("S3", "1 12:05 +3 B2, 2 12:30 -3 B2 card, 3 12:50 +3 B2");
        world.tell("S2", "1 12:40 +2 B1");
        assertThat(world.disputes()).containsExactly("S1.1.2: with S3.1.2 of B2", "S3.1.2: with S1.1.2 of B1");
        assertThat(charges()).containsExactly("S3.1.2 1 rider R1 > fares 1000", "S3.1.2 2 fares > rider R1 1000");

        world.uphold("S3.1.2");
        assertThat(world.disputes()).containsExactly("S1.1.2: with S3.1.2 of B2");
        world.forcedReturn("S1.1.2", "12:25");
        assertThat(world.disputes()).isEmpty();
        assertThat(world.trips()).containsExactly("S1.1.2 > returned 12:25", "S3.1.2 > S3/3 12:50");
        assertThat(charges()).hasSize(4);
    }

    @Test
    void aTripThatStillRidesContestsAnotherUntilItIsKnownToBeOver() {
        world.tell("S3", "1 12:05 +3 B2, 2 12:30 -3 B2 card, 3 12:50 +3 B2");
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        assertThat(world.trips()).contains("S3.1.2 > S3/3 12:50 contested: two-at-once");
        assertThat(world.disputes()).containsExactly("S1.1.2: with S3.1.2 of B2", "S3.1.2: with S1.1.2 of B1");
        assertThat(charges()).containsExactly("S3.1.2 1 rider R1 > fares 1000", "S3.1.2 2 fares > rider R1 1000");
        world.tell("S2", "2 12:25 -2 B1 crew");
        assertThat(world.trips()).contains("S3.1.2 > S3/3 12:50");
        assertThat(world.disputes()).isEmpty();
        assertThat(charges()).hasSize(3).last().isEqualTo("S3.1.2 3 rider R1 > fares 1000");
    }

    @Test
    void aTripOfMoreThanADayByAnEstimatedTimeIsChargedWhenARulingSaysSo() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.guess(Told.at("12:10").plus(Duration.ofHours(26)), "S2", "1 12:30 +2 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 14:10");
        assertThat(charges()).isEmpty();
        assertThat(world.remark("R1")).hasValue(RiderTrip.Remark.IN_REVIEW);
        assertThat(world.reviews(ArrivalWorld.NEXT_DAY)).singleElement().satisfies(alarm -> {
            assertThat(alarm.id()).isEqualTo("trip-review.S1.1.2");
            assertThat(alarm.station()).hasValue(new StationId("S2"));
            assertThat(alarm.dock()).hasValue(2);
            assertThat(alarm.since()).isEqualTo(Told.at("12:10"));
            assertThat(alarm.evidence()).isEqualTo("S1.1.2 end");
        });

        world.uphold("S1.1.2");
        assertThat(charges()).containsExactly("S1.1.2 1 rider R1 > fares 77500");
        assertThat(world.remark("R1")).isEmpty();
        assertThat(world.reviews(ArrivalWorld.NEXT_DAY)).isEmpty();
    }

    @Test
    void thatATimeIsAnEstimateFollowsFromItsFact() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.guess(Told.at("12:10").plus(Duration.ofHours(26)), "S2", "1 12:30 +2 B1");
        world.ledger().execute("UPDATE trip SET end_estimated = false");
        assertThat(world.ledger().violations())
                .anyMatch(finding -> finding.contains("S1.1.2"))
                .anyMatch(finding -> finding.contains("due are 77500"));
        assertThat(Rebuilt.check(world.ledger().database()).differences()).isPositive();
        world.ledger().execute("UPDATE trip SET end_estimated = true");
    }

    @Test
    void aTripInReviewThatWasChargedIsGivenBackUntilARulingEndsIt() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        // The first fact of a journal has no bound but its arrival.
        world.guess(Told.at("12:10").plus(Duration.ofHours(26)), "S2", "2/1 12:30 +2 B1");
        world.uphold("S1.1.2");
        Instant later = Told.at("12:10").plus(Duration.ofHours(27));
        world.rule(new Ruling.ForcedReturn(ArrivalWorld.trip("S1.1.2"), later));
        assertThat(charges())
                .as("it changes nothing, and takes back what was ruled before")
                .containsExactly("S1.1.2 1 rider R1 > fares 77500", "S1.1.2 2 fares > rider R1 77500");
        assertThat(world.reviews(ArrivalWorld.NEXT_DAY)).hasSize(1);

        world.forcedReturn("S1.1.2", "13:00");
        assertThat(world.trips()).containsExactly("S1.1.2 > returned 13:00");
        assertThat(charges()).hasSize(3).last().isEqualTo("S1.1.2 3 rider R1 > fares 2000");
        assertThat(world.reviews(ArrivalWorld.NEXT_DAY)).isEmpty();
    }

    @Test
    void theUpgradeGivesBackWhatWasChargedForATripThatIsInReviewFromThenOn() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.guess(Told.at("12:10").plus(Duration.ofHours(26)), "S2", "1 12:30 +2 B1");
        world.ledger()
                .execute("INSERT INTO charge (trip_id, kind, revision, rider_id, debit, credit, amount_cop, made_at)"
                        + " VALUES ('S1.1.2', 'ride', 1, 'R1', 'rider R1', 'fares', 77500, now())");
        String migration = Repository.read(
                Path.of("fleet-core", "src", "main", "resources", "db", "migration", "V055__trips_to_review.sql"));
        world.ledger().execute(migration.substring(migration.indexOf("INSERT INTO charge")));
        assertThat(charges()).containsExactly("S1.1.2 1 rider R1 > fares 77500", "S1.1.2 2 fares > rider R1 77500");
    }

    @Test
    void aTripOfADayOrOneByFirmTimesIsChargedAsAnyOther() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.guess(Told.at("12:10").plus(WaitingLimits.TRIP), "S2", "1 12:30 +2 B1");
        assertThat(charges()).containsExactly("S1.1.2 1 rider R1 > fares 71500");
        world.rider("R2", "B3");
        world.tell("S1", "3 12:20 +3 B3, 4 12:30 -3 B3 card");
        world.tellNextDay("S3", "1 12:40 +3 B3");
        assertThat(charges()).hasSize(2).last().isEqualTo("S1.1.4 1 rider R2 > fares 72000");
        assertThat(world.reviews(ArrivalWorld.NEXT_DAY)).isEmpty();
    }

    @Test
    void aTripThatRidesSinceMoreThanADayByAnEstimatedTimeIsAnAlarmUntilARuling() {
        world.tell("S1", "1 12:00 +1 B1");
        world.guess(Told.at("12:10"), "S1", "2 12:05 -1 B1 card");
        Instant day = Told.at("12:10").plus(WaitingLimits.TRIP);
        assertThat(world.trips()).containsExactly("S1.1.2 > riding");
        assertThat(world.reviews(day)).isEmpty();
        assertThat(world.reviews(day.plusMillis(1)))
                .singleElement()
                .extracting(Alarm::evidence)
                .isEqualTo("S1.1.2 start");
        world.uphold("S1.1.2");
        assertThat(world.reviews(day.plusMillis(1))).isEmpty();

        world.tellNextDay("S2", "1 12:20 +2 B1");
        assertThat(charges()).containsExactly("S1.1.2 1 rider R1 > fares 72000");
    }

    @Test
    void aForcedReturnIsChargedToItsTimeAndARevertGivesBack() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.forcedReturn("S1.1.2", "12:45");
        assertThat(charges()).containsExactly("S1.1.2 1 rider R1 > fares 1500");
        world.revert("S1.1.2");
        assertThat(charges()).containsExactly("S1.1.2 1 rider R1 > fares 1500", "S1.1.2 2 fares > rider R1 1500");
    }
}
