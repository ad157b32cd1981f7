package bici.fleet.trip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the control room's rulings make of a bike's facts; {@link History} tells how to read a line. */
class RulingsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "returned, no docking known      | X1 12:00 -1 card | 1 return X1 12:30 | X1 X/1 12:00 > returned 12:30 | missing 12:30",
                "a docking before the ruling's time wins | X1 12:00 -1 card, Y1 12:20 +3 | 1 return X1 12:30 | X1 X/1 12:00 > Y/3 12:20 | Y/3 12:20",
                "a docking at the ruling's time wins | X1 12:00 -1 card, Y1 12:30 +3 | 1 return X1 12:30 | X1 X/1 12:00 > Y/3 12:30 | Y/3 12:30",
                "a docking after it only shows the bike | X1 12:00 -1 card, Y1 12:50 +3 | 1 return X1 12:30 | X1 X/1 12:00 > returned 12:30 | Y/3 12:50",
                "returned before it began: ends as it begins | X1 12:00 -1 card | 1 return X1 11:00 | X1 X/1 12:00 > returned 12:00 | missing 12:00",
                "returned before the next removal: known after all | X1 12:00 -1 card, Y2 12:50 -3 card | 1 return X1 12:30 | X1 X/1 12:00 > returned 12:30, Y2 Y/3 12:50 > | trip Y2",
                "returned after the next removal: of no use | X1 12:00 -1 card, Y2 12:20 -3 card | 1 return X1 12:30 | X1 X/1 12:00 > ?, Y2 Y/3 12:20 > | trip Y2",
                "the later of two rulings stands | X1 12:00 -1 card | 2 return X1 12:20, 1 return X1 12:30 | X1 X/1 12:00 > returned 12:20 | missing 12:20",
                "reverted while it rides         | X1 12:00 -1 card | 1 revert X1 | X1 X/1 12:00 > away | missing 12:00",
                "reverted after its end          | X1 12:00 -1 card, Y1 12:20 +3 | 1 revert X1 | X1 X/1 12:00 > away | Y/3 12:20",
                "reverted, another trip stands   | X1 12:00 -1 card, Y1 12:20 +3, Y2 12:30 -3 card | 1 revert X1 | X1 X/1 12:00 > away, Y2 Y/3 12:30 > | trip Y2",
                "reverted, then upheld           | X1 12:00 -1 card, Y1 12:20 +3 | 1 revert X1, 2 uphold X1 | X1 X/1 12:00 > Y/3 12:20 | Y/3 12:20",
                "a ruling on a trip that is not there | X1 12:00 -1 card | 1 revert X9 | X1 X/1 12:00 > | trip X1",
                "declared missing on a trip      | X1 12:00 -1 card | 1 missing 14:00 | X1 X/1 12:00 > ? | missing 14:00",
                "found after it was declared missing | X1 12:00 -1 card, Y1 15:00 +3 | 1 missing 14:00 | X1 X/1 12:00 > Y/3 15:00 | Y/3 15:00",
                "taken by a rider after it was declared missing | X1 12:00 -1 card, Y2 15:00 -3 card | 1 missing 14:00 | X1 X/1 12:00 > ?, Y2 Y/3 15:00 > | trip Y2",
                "declared missing, but it had been docked | X1 12:00 -1 card, Y1 13:00 +3 | 1 missing 14:00 | X1 X/1 12:00 > Y/3 13:00 | Y/3 13:00",
                "declared missing on a truck     | X1 12:00 -1 crew | 1 missing 14:00 | none | missing 14:00",
                "declared missing twice, found   | X1 12:00 -1 card, Y1 16:00 +3 | 1 missing 14:00, 2 missing 15:00 | X1 X/1 12:00 > Y/3 16:00 | Y/3 16:00",
                "returned, then declared missing | X1 12:00 -1 card, Y1 16:00 +3 | 1 return X1 12:30, 2 missing 14:00 | X1 X/1 12:00 > returned 12:30 | Y/3 16:00",
            })
    void rulingsAmountTo(String what, String facts, String rulings, String trips, String end) {
        BikeFold.Folded folded = fold(History.facts(facts), History.rulings(rulings));
        assertThat(History.trips(folded)).isEqualTo(trips == null ? "" : trips);
        assertThat(History.end(folded.end())).isEqualTo(end);
    }

    @Test
    void theOrderOfArrivalChangesNothing() {
        List<BikeFact> facts = new ArrayList<>(History.facts("X1 12:00 -1 card, Y2 12:20 -3 card, Z1 12:40 +1, "
                + "Z2 12:50 -1 card, X2 13:30 +2, X3 13:40 -2 nobody, Y~1 14:00 +1"));
        List<Ruling> rulings = new ArrayList<>(History.rulings(
                "1 return X1 12:10, 2 missing 13:00, 3 revert Y2, 4 uphold Y2, 5 revert X3, 6 missing 12:30"));
        BikeFold.Folded expected = fold(facts, rulings);
        assertThat(History.trips(expected))
                .isEqualTo("X1 X/1 12:00 > returned 12:10, Y2 Y/3 12:20 > Z/1 12:40, Z2 Z/1 12:50 > X/2 13:30, "
                        + "X3 X/2 13:40 > away unauthorised");
        for (int seed = 1; seed <= 500; seed++) {
            Random dice = new Random(seed);
            Collections.shuffle(facts, dice);
            Collections.shuffle(rulings, dice);
            assertThat(fold(facts, rulings)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "back within a minute             | X1 12:00 -1 card, X2 12:01 +2 | true",
                "back after two minutes           | X1 12:00 -1 card, X2 12:02 +1 | false",
                "another station within a minute  | X1 12:00 -1 card, Y1 12:01 +1 | false",
                "still out                        | X1 12:00 -1 card | false",
            })
    void aFalseStartIsBackWhereItBeganWithinAMinute(String what, String facts, boolean falseStart) {
        assertThat(fold(History.facts(facts), List.of()).trips().values())
                .singleElement()
                .extracting(Trip::isFalseStart)
                .isEqualTo(falseStart);
    }

    @Test
    void aFalseStartIsAMinuteLongAndNotLonger() {
        Trip trip = fold(History.facts("X1 12:00 -1 card, X2 12:01 +1"), List.of())
                .trips()
                .values()
                .iterator()
                .next();
        Instant minuteLater = trip.startedAt().plus(Trip.FALSE_START);
        assertThat(ended(trip, minuteLater, false).isFalseStart()).isTrue();
        assertThat(ended(trip, minuteLater.plus(Duration.ofMillis(1)), false).isFalseStart())
                .isFalse();
    }

    @Test
    void aTripIsImplausibleWhenItIsLongerThanADayByAnEstimatedTime() {
        Trip firm = riding("X1 12:00 -1 card");
        Trip guessed = riding("X1 11:00-12:00 -1 card");
        Instant dayLater = firm.startedAt().plus(Trip.PLAUSIBLE);
        Instant longer = dayLater.plus(Duration.ofMillis(1));
        assertThat(guessed.startedAt()).isEqualTo(firm.startedAt());
        assertThat(List.of(ended(firm, longer, true), ended(guessed, longer, false)))
                .allMatch(Trip::isImplausible);
        assertThat(List.of(firm, guessed, ended(firm, longer, false), ended(guessed, dayLater, true)))
                .noneMatch(Trip::isImplausible);
    }

    private static Trip riding(String facts) {
        return fold(History.facts(facts), List.of()).trips().values().iterator().next();
    }

    private static Trip ended(Trip trip, Instant at, boolean estimated) {
        return new Trip(
                trip.id(),
                trip.startedAt(),
                trip.startEstimated(),
                trip.start(),
                trip.cause(),
                trip.flag(),
                new Trip.End.Docked(at, estimated, trip.start(), trip.id().opening(), false));
    }

    private static BikeFold.Folded fold(List<BikeFact> facts, List<Ruling> rulings) {
        return BikeFold.fold(new Whereabouts.Unknown(), facts, Rulings.of(rulings), Registration.SINCE_EVER);
    }
}
