package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.operations.RulingDesk.Answer;
import bici.fleet.report.TripExport.TripLayout;
import bici.fleet.trip.RiderTrip;
import bici.fleet.trip.Ruling;
import bici.fleet.vocabulary.TripId;
import bici.infra.database.Rebuilt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every row of docs/arrival-cases.md: what arrives in what order, and what follows at once and at rest. */
class ArrivalCasesTest {
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
        world.rider("R1", "B1", "B2");
    }

    @AfterEach
    void theAuditIsCleanAndTheRecordSaysTheSame() {
        assertThat(world.ledger().violations()).isEmpty();
        Rebuilt.assertFollows(world.ledger().database());
    }

    @Test
    void dockedBeforeRemovedIsATripAsSoonAsTheRemovalIsTold() {
        world.tell("S2", "1 12:30 +2 B1");
        assertThat(world.trips()).isEmpty();
        assertThat(world.bikes()).containsExactly("B1 dock S2/2");
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 12:30");
        assertThat(world.bikes()).containsExactly("B1 dock S2/2");
        assertThat(world.corrections()).isEmpty();
    }

    @Test
    void removedAndNeverDockedRidesUntilSomebodyRules() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        assertThat(world.trips()).containsExactly("S1.1.2 > riding");
        world.forcedReturn("S1.1.2", "13:00");
        assertThat(world.trips()).containsExactly("S1.1.2 > returned 13:00");
        assertThat(world.bikes()).containsExactly("B1 missing");
        assertThat(world.exported(TripLayout.CITIBIKE_2013)).contains("13:00:00,S1,");
        assertThat(world.remark("R1")).contains(RiderTrip.Remark.RETURNED);
    }

    @Test
    void dockedWithNoTripIsJustThere() {
        world.tell("S1", "1 12:00 +1 B1");
        assertThat(world.trips()).isEmpty();
        assertThat(world.bikes()).containsExactly("B1 dock S1/1");
    }

    @Test
    void oneBikeInTwoDocksStandsInTheLaterUntilTheFirstShowsItsDock() {
        world.tell("S1", "1 12:00 +1 B1");
        world.tell("S2", "1 12:30 +2 B1");
        assertThat(world.bikes()).containsExactly("B1 dock S2/2");
        assertThat(world.contradictions()).containsExactly("S1/1 B1 since shown by S2.1.1");
        assertThat(world.ledger().violations()).isEmpty();
        world.born("S1", 1, "1 -");
        assertThat(world.contradictions()).isEmpty();
        assertThat(world.bikes()).containsExactly("B1 dock S2/2");
    }

    @Test
    void twoBikesInOneDockLeaveTheFirstMissingUntilItIsSeen() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:30 +1 B2");
        assertThat(world.bikes()).containsExactly("B1 missing", "B2 dock S1/1");
        world.tell("S2", "1 13:00 +2 B1");
        assertThat(world.bikes()).containsExactly("B1 dock S2/2", "B2 dock S1/1");
        assertThat(world.trips()).isEmpty();
    }

    @Test
    void aRemovalNobodyAuthorisedIsAFlaggedTripOfNobody() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 nobody");
        assertThat(world.trips()).containsExactly("S1.1.2 > riding unauthorised");
        assertThat(world.ledger().count("open_trip WHERE rider_id IS NOT NULL")).isZero();
        world.tell("S2", "1 12:30 +2 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 12:30 unauthorised");
    }

    @Test
    void backAtItsStationWithinSecondsIsAFalseStart() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card, 3 12:10 +2 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S1/2 12:10");
        assertThat(world.remark("R1")).contains(RiderTrip.Remark.FALSE_START);
        assertThat(world.bikes()).containsExactly("B1 dock S1/2");
    }

    @Test
    void aGhostTripIsRepairedByTheInventoryThatShowsItsBike() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S2", "2 12:40 door");
        assertThat(world.trips()).containsExactly("S1.1.2 > riding");
        world.born("S2", 2, "2 B1");
        assertThat(world.trips()).as("fact 1 may still tell").containsExactly("S1.1.2 > riding");
        world.tell("S2", "3 12:50 lost 1 1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 23:00 repaired");
        assertThat(world.bikes()).containsExactly("B1 dock S2/2");
        assertThat(world.remark("R1")).contains(RiderTrip.Remark.REPAIRED);
        assertThat(world.ledger().texts(Show.INFERRED)).containsExactly("S2.0.1 23:00 bike-docked 2 B1 by 2");
    }

    @Test
    void aGhostTripThatNeverLeftItsDockIsRepairedThere() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.born("S1", 2, "1 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S1/1 23:00 repaired");
        assertThat(world.bikes()).containsExactly("B1 dock S1/1");
    }

    @Test
    void theRealDockingAfterAnInferredOneGivesTheTimeAndKeepsThePromise() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S2", "3 12:50 lost 1 2");
        world.born("S2", 3, "2 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 23:00 repaired");
        world.tell("S2", "1 12:30 +2 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 12:30 repaired");
        assertThat(world.corrections()).containsExactly("S1.1.2: 23:00 > 12:30");
        assertThat(world.bikes()).containsExactly("B1 dock S2/2");
        world.tell("S2", "2 12:40 -2 B1 card");
        assertThat(world.trips())
                .as("the inventory meant a later ride's end")
                .containsExactly("S1.1.2 > S2/2 12:30", "S2.1.2 > S2/2 23:00 repaired");
    }

    @Test
    void aGhostTripToldAfterTheInventoryThatAgreedIsRepairedByItAtOnce() {
        world.tell("S2", "1 12:00 +2 B1, 4 12:50 lost 2 3");
        world.born("S2", 4, "2 B1");
        assertThat(world.ledger().texts(Show.INFERRED)).isEmpty();
        world.tell("S1", "1 12:20 +1 B1, 2 12:30 -1 B1 card");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 23:00 repaired");
        assertThat(world.bikes()).containsExactly("B1 dock S2/2");
        assertThat(world.remark("R1")).contains(RiderTrip.Remark.REPAIRED);
        world.tell("S2", "3 12:40 +2 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 12:40 repaired");
    }

    @Test
    void aRemovalThatWasGivenUpEndsAtTheInventoryThatShowedItsBikeBack() {
        world.tell("S1", "1 12:00 +1 B1, 4 12:50 lost 2 3");
        world.born("S1", 4, "1 B1");
        world.tell("S1", "2 12:10 -1 B1 card");
        assertThat(world.trips()).containsExactly("S1.1.2 > S1/1 23:00 repaired");
        assertThat(world.bikes()).containsExactly("B1 dock S1/1");
        world.tell("S1", "3 12:40 +1 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S1/1 12:40 repaired");
    }

    @Test
    void aDockingThatWasGivenUpLeavesTheBikeMissingWhenTheInventoryShowedItsDockEmpty() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S2", "3 12:50 lost 1 2");
        world.born("S2", 3, "2 -");
        world.tell("S2", "1 12:30 +2 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 12:30");
        assertThat(world.bikes()).containsExactly("B1 missing");
        assertThat(world.docks()).contains("S2/2 - locked -");
        world.tell("S3", "1 13:30 +3 B1");
        assertThat(world.bikes()).containsExactly("B1 dock S3/3");
    }

    @Test
    void aLateFactCorrectsATripThatWasClosed() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S3", "1 13:00 +3 B1");
        world.tell("S2", "1 12:30 +2 B1, 2 12:40 -2 B1 crew");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 12:30");
        assertThat(world.corrections()).containsExactly("S1.1.2: 13:00 > 12:30");
        assertThat(world.exported(TripLayout.CITIBIKE_2013))
                .contains("12:30:00")
                .doesNotContain("13:00:00");
    }

    @Test
    void aVanMovesABikeWithoutATrip() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 crew");
        assertThat(world.bikes()).containsExactly("B1 truck");
        world.tell("S2", "1 12:30 +2 B1");
        assertThat(world.bikes()).containsExactly("B1 dock S2/2");
        assertThat(world.trips()).isEmpty();
    }

    @Test
    void aVanThatTookTheBikeShowsThatTheTripIsOver() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S2", "2 12:40 -2 B1 crew");
        assertThat(world.trips()).containsExactly("S1.1.2 > end-unknown");
        world.tell("S2", "1 12:30 +2 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 12:30");
        assertThat(world.bikes()).containsExactly("B1 truck");
    }

    @Test
    void aBikeFoundAfterItWasDeclaredMissingEndsItsTripWhereItIsFound() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        assertThat(world.declareMissing("B1", "15:00")).isInstanceOf(Answer.Made.class);
        assertThat(world.trips()).containsExactly("S1.1.2 > end-unknown contested: end-never-told");
        assertThat(world.bikes()).containsExactly("B1 missing");
        assertThat(world.remark("R1")).contains(RiderTrip.Remark.MISSING);
        world.tell("S2", "1 17:30 +2 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 17:30");
        assertThat(world.remark("R1")).isEmpty();
        assertThat(world.bikes()).containsExactly("B1 dock S2/2");
    }

    @Test
    void aBikeThatAStationShowsIsNotDeclaredMissing() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.declareMissing("B1", "15:00");
        world.tell("S2", "1 12:30 +2 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 12:30");
        assertThat(world.bikes()).as("it had been docked before").containsExactly("B1 dock S2/2");
        assertThat(world.declareMissing("B1", "16:00")).isEqualTo(new Answer.BikeInDock());
    }

    @Test
    void aSecondRemovalBeforeTheFirstDockingIsKnownLeavesTheEndOpen() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S2", "2 12:40 -2 B1 nobody");
        assertThat(world.trips()).containsExactly("S1.1.2 > end-unknown", "S2.1.2 > riding unauthorised");
        world.tell("S2", "1 12:30 +2 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 12:30", "S2.1.2 > riding unauthorised");
    }

    @Test
    void aDockingThatIsLostForeverLeavesAContestedTripUntilItComesAfterAll() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S2", "2 12:40 -2 B1 nobody");
        assertThat(world.trips()).contains("S1.1.2 > end-unknown");
        world.tell("S2", "3 12:50 lost 1 1");
        assertThat(world.trips()).contains("S1.1.2 > end-unknown contested: end-never-told");
        assertThat(world.remark("R1")).contains(RiderTrip.Remark.CONTESTED);
        world.tell("S2", "1 12:30 +2 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 12:30", "S2.1.2 > riding unauthorised");
    }

    @Test
    void anEndThatNobodyCanTellIsDecidedByARuling() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S2", "1 12:40 -2 B1 nobody");
        assertThat(world.trips()).contains("S1.1.2 > end-unknown contested: end-never-told");
        world.forcedReturn("S1.1.2", "12:35");
        assertThat(world.trips()).containsExactly("S1.1.2 > returned 12:35", "S2.1.1 > riding unauthorised");
        assertThat(world.bikes()).containsExactly("B1 trip S2.1.1");
    }

    @Test
    void twoTripsOfOneRiderAtOneTimeAreContestedUntilARulingDecides() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S2", "1 12:40 +2 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 12:40");
        world.tell("S3", "1 12:05 +3 B2, 2 12:30 -3 B2 card, 3 12:50 +3 B2");
        assertThat(world.trips())
                .containsExactly(
                        "S1.1.2 > S2/2 12:40 contested: two-at-once", "S3.1.2 > S3/3 12:50 contested: two-at-once");
        assertThat(world.remark("R1")).contains(RiderTrip.Remark.CONTESTED);
        world.uphold("S1.1.2");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 12:40", "S3.1.2 > S3/3 12:50 contested: two-at-once");
        world.revert("S3.1.2");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 12:40", "S3.1.2 > corrected-away");
    }

    @Test
    void aReplacedBoardTellsInANewJournalAfterTheOldOne() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S2", "2/1 12:40 -2 B1 nobody");
        world.tell("S2", "1/1 12:30 +2 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 12:30", "S2.2.1 > riding unauthorised");
        assertThat(world.docks()).contains("S2/2 - unlocked -");
    }

    @Test
    void aDockingBeforeTheForcedReturnWinsHoweverLateItIsTold() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.forcedReturn("S1.1.2", "13:00");
        assertThat(world.trips()).containsExactly("S1.1.2 > returned 13:00");
        world.tell("S2", "1 12:30 +2 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 12:30");
        assertThat(world.corrections()).containsExactly("S1.1.2: 13:00 > 12:30");
        assertThat(world.bikes()).containsExactly("B1 dock S2/2");
    }

    @Test
    void aDockingAfterTheForcedReturnOnlyShowsTheBike() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.forcedReturn("S1.1.2", "13:00");
        world.tell("S2", "1 14:30 +2 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 > returned 13:00");
        assertThat(world.bikes()).containsExactly("B1 dock S2/2");
    }

    @Test
    void aRevertTakesATripAwayAndLeavesACorrection() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S2", "1 12:30 +2 B1");
        world.revert("S1.1.2");
        assertThat(world.trips()).containsExactly("S1.1.2 > corrected-away");
        assertThat(world.remark("R1")).contains(RiderTrip.Remark.TAKEN_AWAY);
        assertThat(world.corrections()).containsExactly("S1.1.2: 12:30 > - by ruling");
        assertThat(world.bikes()).containsExactly("B1 dock S2/2");
        world.uphold("S1.1.2");
        assertThat(world.trips()).containsExactly("S1.1.2 > S2/2 12:30");
    }

    @Test
    void aRulingIsMadeOncePerKeyAndOnlyOfWhatIsPossible() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        Ruling.Verdict verdict = new Ruling.ForcedReturn(ArrivalWorld.trip("S1.1.2"), Told.at("13:00"));
        Answer made = world.rule(verdict, Optional.empty(), "one");
        assertThat(made).isInstanceOf(Answer.Made.class);
        assertThat(world.rule(verdict, Optional.empty(), "one"))
                .isEqualTo(new Answer.Repeated(((Answer.Made) made).ruling()));
        assertThat(world.rule(new Ruling.Revert(ArrivalWorld.trip("S1.1.2")), Optional.empty(), "one"))
                .isEqualTo(new Answer.KeyReused());
        assertThat(world.forcedReturn("S1.1.2", "12:00")).isEqualTo(new Answer.ImpossibleTime());
        assertThat(world.revert("S9.1.2")).isEqualTo(new Answer.NoSuchTrip());
        assertThat(world.declareMissing("B9", "13:00")).isEqualTo(new Answer.NoSuchBike());
        assertThat(world.ledger().texts("SELECT act || ': ' || note FROM audit_log"))
                .containsExactly("forced-return: visto en la cámara");
    }

    @Test
    void anyOrderOfArrivalWithRulingsComesToTheSame() {
        List<String[]> told = List.of(
                new String[] {"S1", "1 12:00 +1 B1"},
                new String[] {"S1", "2 12:10 -1 B1 card"},
                new String[] {"S2", "1 12:30 +2 B1"},
                new String[] {"S2", "2 12:40 -2 B1 nobody"},
                new String[] {"S3", "1 12:55 +3 B1"},
                new String[] {"S3", "2 13:10 -3 B1 card"});
        List<String> expected = new ArrayList<>();
        for (int seed = 0; seed < 12; seed++) {
            startAnew();
            List<String[]> order = new ArrayList<>(told);
            order.addAll(told.subList(1, 4));
            Collections.shuffle(order, new Random(seed));
            boolean ruledReturn = false;
            boolean ruledAway = false;
            for (String[] fact : order) {
                world.tell(fact[0], fact[1]);
                if (!ruledReturn && isKnown("S3.1.2")) {
                    ruledReturn = isMade(world.forcedReturn("S3.1.2", "14:00"));
                }
                if (!ruledAway && isKnown("S2.1.2")) {
                    ruledAway = isMade(world.revert("S2.1.2"));
                }
            }
            List<String> state = new ArrayList<>(world.trips());
            state.addAll(world.ledger().state());
            if (seed == 0) {
                expected.addAll(state);
                assertThat(world.trips())
                        .containsExactly(
                                "S1.1.2 > S2/2 12:30",
                                "S2.1.2 > corrected-away unauthorised",
                                "S3.1.2 > returned 14:00");
            }
            assertThat(state).as("seed %d", seed).isEqualTo(expected);
            assertThat(world.ledger().violations()).as("seed %d", seed).isEmpty();
        }
    }

    private static boolean isKnown(String trip) {
        TripId id = ArrivalWorld.trip(trip);
        return world.trips().stream().anyMatch(line -> line.startsWith(id + " "));
    }

    private static boolean isMade(Answer answer) {
        return answer instanceof Answer.Made;
    }
}
