package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.operations.Notice;
import bici.fleet.operations.RulingDesk;
import bici.fleet.operations.RulingDesk.Answer;
import bici.fleet.trip.Ruling;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.TripId;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the control room decides, over the twin of the database. */
class TwinRulingsTest {
    private static final RiderId R1 = new RiderId("R1");
    private final TwinWorld world = new TwinWorld();

    private void ride() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S2", "1 12:30 +2 B1");
        world.takeNotices();
    }

    private static TripId trip(String id) {
        return TripId.parse(id);
    }

    @Test
    void aForcedReturnEndsARideAndIsCharged() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.takeNotices();
        assertThat(world.rule(new Ruling.ForcedReturn(trip("S1.1.2"), Told.at("13:00"))))
                .isEqualTo(new Answer.Made(1));
        assertThat(world.trips()).containsExactly("S1.1.2 R1 > returned 13:00");
        assertThat(world.bikes()).containsExactly("B1 missing");
        assertThat(world.charges()).containsExactly("S1.1.2 2000");
        assertThat(world.takeNotices()).containsExactly(new Notice.TripChanged(trip("S1.1.2"), Optional.of(R1)));
        world.tell("S2", "1 12:30 +2 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 R1 > S2/2 12:30");
        assertThat(world.corrections()).containsExactly("S1.1.2: 13:00 > 12:30");
        assertThat(world.charges()).containsExactly("S1.1.2 2000 -1000");
    }

    @Test
    void aRevertTakesATripAwayAndAnUpholdBringsItBack() {
        ride();
        world.rule(new Ruling.Revert(trip("S1.1.2")));
        assertThat(world.trips()).containsExactly("S1.1.2 R1 > away");
        assertThat(world.charges()).containsExactly("S1.1.2 1000 -1000");
        assertThat(world.bikes()).containsExactly("B1 S2/2");
        assertThat(world.takeNotices()).containsExactly(new Notice.TripChanged(trip("S1.1.2"), Optional.of(R1)));
        world.rule(new Ruling.Uphold(trip("S1.1.2")));
        assertThat(world.trips()).containsExactly("S1.1.2 R1 > S2/2 12:30");
        assertThat(world.charges()).containsExactly("S1.1.2 1000 -1000 1000");
    }

    @Test
    void aRulingIsTakenIntoAccountByEveryLaterFact() {
        ride();
        world.rule(new Ruling.Revert(trip("S1.1.2")));
        world.tell("S2", "2 12:40 -2 B1 card");
        world.tell("S3", "1 12:50 +3 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 R1 > away", "S2.1.2 R1 > S3/3 12:50");
    }

    @Test
    void twoRidesOfOneRiderAtOnceCostNothingUntilOneIsUpheld() {
        ride();
        world.twin().putCard(new CardId("C-B3"), R1);
        world.tell("S3", "1 12:05 +3 B3, 2 12:20 -3 B3 card, 3 12:50 +3 B3");
        assertThat(world.charges()).containsExactly("S1.1.2 1000 -1000");
        world.rule(new Ruling.Revert(trip("S3.1.2")));
        assertThat(world.charges()).containsExactly("S1.1.2 1000 -1000 1000");
    }

    @Test
    void anUpheldTripIsToldAndSettledThoughItStaysTheSame() {
        ride();
        assertThat(world.rule(new Ruling.Uphold(trip("S1.1.2")))).isInstanceOf(Answer.Made.class);
        assertThat(world.takeNotices()).containsExactly(new Notice.TripChanged(trip("S1.1.2"), Optional.of(R1)));
        assertThat(world.charges()).containsExactly("S1.1.2 1000");
        assertThat(world.corrections()).isEmpty();
    }

    @Test
    void aBikeIsDeclaredMissingUnlessAStationShowsIt() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.takeNotices();
        assertThat(world.declareMissing("B1", "15:00")).isInstanceOf(Answer.Made.class);
        assertThat(world.takeNotices()).containsExactly(new Notice.TripChanged(trip("S1.1.2"), Optional.of(R1)));
        assertThat(world.trips()).containsExactly("S1.1.2 R1 > end-unknown");
        assertThat(world.bikes()).containsExactly("B1 missing");
        world.tell("S2", "1 17:30 +2 B1");
        assertThat(world.trips()).containsExactly("S1.1.2 R1 > S2/2 17:30");
        assertThat(world.declareMissing("B1", "18:00")).isEqualTo(new Answer.BikeInDock());
    }

    @Test
    void aRulingBringsNoBikeBackToADockWhereAnotherStandsByNow() {
        ride();
        world.tell("S2", "2 13:00 +2 B2");
        assertThat(world.bikes()).containsExactly("B1 missing", "B2 S2/2");
        world.rule(new Ruling.Uphold(trip("S1.1.2")));
        assertThat(world.bikes()).containsExactly("B1 missing", "B2 S2/2");
    }

    @Test
    void onlyWhatIsPossibleIsRuled() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        Ruling.OnTrip before = new Ruling.ForcedReturn(trip("S1.1.2"), Told.at("12:09"));
        Ruling.OnTrip ahead = new Ruling.ForcedReturn(trip("S1.1.2"), ArrivalWorld.NEXT_DAY.plusMillis(1));
        assertThat(world.rule(before)).isEqualTo(new Answer.ImpossibleTime());
        assertThat(world.rule(ahead)).isEqualTo(new Answer.ImpossibleTime());
        assertThat(world.rule(new Ruling.Revert(trip("S9.1.2")))).isEqualTo(new Answer.NoSuchTrip());
        assertThat(world.declareMissing("B9", "13:00")).isEqualTo(new Answer.NoSuchBike());
        Ruling.Verdict later = new Ruling.Missing(ArrivalWorld.NEXT_DAY.plusMillis(1));
        assertThat(world.rule(later, Optional.of(new BikeId("B1")), "x")).isEqualTo(new Answer.ImpossibleTime());
        assertThat(world.rule(new Ruling.Missing(ArrivalWorld.NEXT_DAY), Optional.of(new BikeId("B1")), "y"))
                .isInstanceOf(Answer.Made.class);
        assertThat(world.rule(new Ruling.ForcedReturn(trip("S1.1.2"), Told.at("12:10"))))
                .as("as it began")
                .isInstanceOf(Answer.Made.class);
    }

    @Test
    void oneKeyIsOneRuling() {
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        Ruling.Verdict verdict = new Ruling.Missing(Told.at("15:00"));
        Optional<BikeId> bike = Optional.of(new BikeId("B1"));
        assertThat(world.rule(verdict, bike, "one")).isEqualTo(new Answer.Made(1));
        world.takeNotices();
        assertThat(world.rule(verdict, bike, "one")).isEqualTo(new Answer.Repeated(1));
        assertThat(world.takeNotices()).isEmpty();
        assertThat(world.rule(verdict, Optional.of(new BikeId("B2")), "one")).isEqualTo(new Answer.KeyReused());
        assertThat(world.rule(new Ruling.Missing(Told.at("15:01")), bike, "one"))
                .isEqualTo(new Answer.KeyReused());
        assertThat(world.rule(new Ruling.Revert(trip("S1.1.2")), Optional.empty(), "one"))
                .isEqualTo(new Answer.KeyReused());
        RulingDesk.Request otherwise =
                new RulingDesk.Request(new StaffId("ana"), verdict, bike, "otra razón", new IdempotencyKey("one"));
        assertThat(world.rulings.decide(otherwise, ArrivalWorld.NEXT_DAY)).isEqualTo(new Answer.KeyReused());
        RulingDesk.Request stranger =
                new RulingDesk.Request(new StaffId("eva"), verdict, bike, "visto", new IdempotencyKey("two"));
        assertThatThrownBy(() -> world.rulings.decide(stranger, ArrivalWorld.NEXT_DAY))
                .isInstanceOf(NoSuchElementException.class);
    }
}
