package bici.fleet.trip;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.trip.Fares.Entry;
import bici.fleet.trip.Fares.InForce;
import bici.fleet.trip.Fares.Ridden;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The entries that make an account say what trips cost. */
class FaresTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final RiderId RIDER = new RiderId("R1");
    private static final TripId TRIP = TripId.parse("X.1.1");
    private static final TripId OTHER = TripId.parse("Y.1.1");

    private static final InForce FREE = new InForce(Tariff.pilot(), Instant.EPOCH);
    private static final InForce PRICED =
            new InForce(new Tariff("prueba", 1000, Duration.ofMinutes(30), Duration.ofMinutes(10), 500), NOON);

    private static Ridden ridden(TripId trip, int fromMinute, int toMinute) {
        return new Ridden(trip, RIDER, at(fromMinute), Optional.of(at(toMinute)), true, false, 0, 0);
    }

    private static Instant at(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }

    private static Ridden with(Ridden trip, boolean upheld, long charged, int revisions) {
        return new Ridden(
                trip.id(),
                trip.rider(),
                trip.startedAt(),
                trip.busyUntil(),
                trip.payable(),
                upheld,
                charged,
                revisions);
    }

    private static List<Entry> correct(Ridden... trips) {
        return Fares.correct(List.of(trips), List.of(PRICED, FREE));
    }

    @Test
    void aTripIsPricedByTheTariffOfItsStart() {
        assertThat(correct(ridden(TRIP, 0, 45))).containsExactly(new Entry(TRIP, RIDER, 1, 2000));
        assertThat(correct(ridden(TRIP, -1, 45))).isEmpty();
        assertThat(Fares.correct(List.of(ridden(TRIP, 0, 45)), List.of())).isEmpty();
    }

    @Test
    void whatWasChargedIsChargedOnlyByTheDifference() {
        assertThat(correct(with(ridden(TRIP, 0, 45), false, 2000, 1))).isEmpty();
        assertThat(correct(with(ridden(TRIP, 0, 20), false, 2000, 1)))
                .containsExactly(new Entry(TRIP, RIDER, 2, -1000));
    }

    @Test
    void whatIsNoPayableTripIsGivenBack() {
        Ridden away = new Ridden(TRIP, RIDER, at(0), Optional.empty(), true, false, 1000, 3);
        Ridden repaired = new Ridden(TRIP, RIDER, at(0), Optional.of(at(20)), false, true, 1000, 3);
        assertThat(correct(away)).containsExactly(new Entry(TRIP, RIDER, 4, -1000));
        assertThat(correct(repaired)).containsExactly(new Entry(TRIP, RIDER, 4, -1000));
    }

    @Test
    void tripsAtOneTimeAreFreeUnlessTheyAreUpheld() {
        Ridden first = ridden(TRIP, 0, 20);
        assertThat(correct(first, ridden(OTHER, 19, 30))).isEmpty();
        assertThat(correct(first, ridden(OTHER, 20, 30))).hasSize(2);
        assertThat(correct(with(first, true, 0, 0), ridden(OTHER, 19, 30)))
                .containsExactly(new Entry(TRIP, RIDER, 1, 1000));
        Ridden riding = new Ridden(OTHER, RIDER, at(19), Optional.of(Instant.MAX), false, false, 0, 0);
        assertThat(correct(first, riding)).isEmpty();
        Ridden ofAnother = new Ridden(OTHER, new RiderId("R2"), at(0), Optional.of(Instant.MAX), false, false, 0, 0);
        assertThat(correct(first, ofAnother)).hasSize(1);
    }

    @Test
    void aLongTripContestsAllThatBeginWhileItRunsInWhateverOrderTheyAreGiven() {
        Ridden whole = ridden(TRIP, 0, 60);
        Ridden early = ridden(OTHER, 10, 20);
        Ridden late = ridden(TripId.parse("Y.1.2"), 50, 55);
        Ridden after = ridden(TripId.parse("Y.1.3"), 60, 70);
        assertThat(correct(after, late, early, whole)).extracting(Entry::trip).containsExactly(after.id());
        assertThat(correct(whole, late, after)).extracting(Entry::trip).containsExactly(after.id());
    }

    @Test
    void aTripOfNoTimeSharesNoneWithOneThatBeginsThen() {
        Ridden none = ridden(TRIP, 10, 10);
        Ridden then = ridden(OTHER, 10, 30);
        assertThat(correct(none, then)).hasSize(2);
        assertThat(correct(then, none)).hasSize(2);
        assertThat(correct(ridden(OTHER, 9, 30), none)).isEmpty();
    }

    @Test
    void thePilotNeverCharges() {
        assertThat(Fares.charge(List.of(FREE))).isFalse();
        assertThat(Fares.charge(List.of(FREE, PRICED))).isTrue();
    }
}
