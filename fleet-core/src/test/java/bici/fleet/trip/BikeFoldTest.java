package bici.fleet.trip;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.vocabulary.FactId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a bike's facts amount to; {@link History} tells how to read a line. */
class BikeFoldTest {
    private static final int PERMUTATIONS = 2_000;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "nothing is known               |                                            | none | unknown",
                "docked with no trip            | X1 12:00 +1                                | none | X/1 12:00",
                "removed by a card, out         | X1 12:00 -1 card                           | X1 X/1 12:00 > | trip X1",
                "removed, docked elsewhere      | X1 12:00 -1 card, Y1 12:20 +3              | X1 X/1 12:00 > Y/3 12:20 | Y/3 12:20",
                "one command lets it go once    | X1 12:00 -1 command, X2 12:05 +1, X3 12:06 -1 command, Y1 12:20 +2 "
                        + "| X1 X/1 12:00 > X/1 12:05, X3 X/1 12:06 > Y/2 12:20 not-commanded | Y/2 12:20",
                "removed, docked where it was   | X1 12:00 -1 command, X2 12:05 +1           | X1 X/1 12:00 > X/1 12:05 | X/1 12:05",
                "removed by nobody: flagged     | X1 12:00 -1 nobody, Y1 12:20 +3            | X1 X/1 12:00 > Y/3 12:20 unauthorised | Y/3 12:20",
                "a van opens no trip            | X1 12:00 -1 crew                           | none | truck 12:00",
                "a van brings it                | X1 12:00 -1 crew, Y1 12:20 +3              | none | Y/3 12:20",
                "a van, then a rider            | X1 12:00 -1 crew, Y1 12:20 +3, Y2 12:30 -3 card | Y2 Y/3 12:30 > | trip Y2",
                "two trips                      | X1 12:00 -1 card, Y1 12:20 +3, Y2 12:30 -3 card, X2 12:50 +2 | X1 X/1 12:00 > Y/3 12:20, Y2 Y/3 12:30 > X/2 12:50 | X/2 12:50",
                "removed again, the docking between not told | X1 12:00 -1 card, Y2 12:30 -3 card | X1 X/1 12:00 > ?, Y2 Y/3 12:30 > | trip Y2",
                "removed by a van, the docking not told      | X1 12:00 -1 card, Y2 12:30 -3 crew | X1 X/1 12:00 > ? | truck 12:30",
                "docked twice, the removal not told          | X1 12:00 -1 card, Y1 12:20 +3, Z1 12:40 +1 | X1 X/1 12:00 > Y/3 12:20 | Z/1 12:40",
                "a trip of no length            | X1 12:00 -1 card, X2 12:00 +1              | X1 X/1 12:00 > X/1 12:00 | X/1 12:00",
                "vanished from its dock         | X1 12:00 +1, X~1 13:00 -1                  | none | missing 13:00",
                "vanished, found elsewhere      | X1 12:00 +1, X~1 13:00 -1, Y1 13:30 +2     | none | Y/2 13:30",
                "vanished with nothing known    | X~1 13:00 -1                               | none | missing 13:00",
                "vanished from where it is not  | X1 12:00 +1, Y1 12:30 +2, X~1 13:00 -1     | none | Y/2 12:30",
                "vanished from a dock it has left on a trip | X1 12:00 +1, Y1 12:30 +2, Y2 12:40 -2 card, X~1 13:00 -1, Z1 13:10 +1 | Y2 Y/2 12:40 > Z/1 13:10 | Z/1 13:10",
                "vanished while on a truck      | Y2 12:40 -2 crew, X~1 13:00 -1             | none | truck 12:40",
                "vanished twice                 | X1 12:00 +1, X~1 13:00 -1, X~2 14:00 -1    | none | missing 13:00",
                "an inventory shows it          | X~1 13:00 +4                               | none | X/4 13:00",
                "an inventory ends a trip       | X1 12:00 -1 card, Y~1 13:00 +4             | X1 X/1 12:00 > Y/4 13:00 repaired | Y/4 13:00",
                "the docking is told after an inventory ended the trip | X1 12:00 -1 card, Y~1 13:00 +4, Y7 12:20 +4 | X1 X/1 12:00 > Y/4 12:20 repaired | Y/4 13:00",
                "the docking was in another dock than the inventory shows | X1 12:00 -1 card, Y~1 13:00 +4, Y7 12:20 +3 | X1 X/1 12:00 > Y/3 12:20 | Y/4 13:00",
                "the inventory was right about a later ride | X1 12:00 -1 card, Y~1 13:00 +4, Y7 12:20 +4, Y8 12:40 -4 card | X1 X/1 12:00 > Y/4 12:20, Y8 Y/4 12:40 > Y/4 13:00 repaired | Y/4 13:00",
                "an inventory shows it where the trip began | X1 12:00 -1 card, X~1 13:00 +1 | X1 X/1 12:00 > X/1 13:00 repaired | X/1 13:00",
                "it changed docks unseen        | X1 12:00 +1, X~1 13:00 -1, X~2 13:00 +2    | none | X/2 13:00",
                "it changed stations unseen     | X1 12:00 +1, X~1 13:00 -1, A~1 13:00 +2    | none | A/2 13:00",
            })
    void factsAmountTo(String what, String facts, String trips, String end) {
        assertFolds(facts, trips, end);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "A to B and B to C at one instant | A1 12:00 +1, A2 12:10 -1 card, B1 12:30 +2, B2 12:30 -2 card, C1 12:50 +3 | A2 A/1 12:10 > B/2 12:30, B2 B/2 12:30 > C/3 12:50 | C/3 12:50",
                "out of B and into A at one instant, it was in B  | B1 12:00 +1, B2 12:30 -1 card, A1 12:30 +2 | B2 B/1 12:30 > A/2 12:30 | A/2 12:30",
                "out of A and into B at one instant, it was in A  | A1 12:00 +1, A2 12:30 -1 card, B1 12:30 +2 | A2 A/1 12:30 > B/2 12:30 | B/2 12:30",
                "into A and out of B at one instant, it came by trip from C | C1 12:00 -1 card, A1 12:30 +2, A2 12:30 -2 card, B1 12:30 +1 | C1 C/1 12:00 > A/2 12:30, A2 A/2 12:30 > B/1 12:30 | B/1 12:30",
                "three stations at one instant    | C1 12:00 +1, C2 12:30 -1 card, A1 12:30 +2, A2 12:30 -2 card, B1 12:30 +3 | C2 C/1 12:30 > A/2 12:30, A2 A/2 12:30 > B/3 12:30 | B/3 12:30",
                "a clock stepping back: the sequence wins | X1 12:10 -1 card, X2 12:05 +1 | X1 X/1 12:10 > X/1 12:10 | X/1 12:10",
                "the sequence wins over three facts | X1 12:00 +1, X2 12:20 -1 card, X3 12:10 +2, X4 12:15 -2 card | X2 X/1 12:20 > X/2 12:20, X4 X/2 12:20 > | trip X4",
                "a new journal comes after the old | X7 12:20 -1 card, X2/1 12:10 +2 | X7 X/1 12:20 > X/2 12:20 | X/2 12:20",
                "a clock behind at another station is believed | X1 12:10 -1 card, Y1 12:05 +1 | X1 X/1 12:10 > | trip X1",
                "what was inferred moves no fact's time | X~1 13:00 +1, X1 12:30 -1 card, Y1 12:50 +1 | X1 X/1 12:30 > Y/1 12:50 | X/1 13:00",
            })
    void factsAtOneInstantOrByAWrongClockAreOrderedAsTheyMustHaveHappened(
            String what, String facts, String trips, String end) {
        assertFolds(facts, trips, end);
    }

    private static void assertFolds(String facts, String trips, String end) {
        BikeFold.Folded folded = BikeFold.fold(new Whereabouts.Unknown(), History.facts(facts == null ? "" : facts));
        assertThat(History.trips(folded)).isEqualTo(trips == null ? "" : trips);
        assertThat(History.end(folded.end())).isEqualTo(end);
    }

    @Test
    void theOrderOfArrivalChangesNothing() {
        for (int seed = 1; seed <= PERMUTATIONS; seed++) {
            Random dice = new Random(seed);
            List<BikeFact> facts = randomHistory(dice);
            BikeFold.Folded expected = BikeFold.fold(new Whereabouts.Unknown(), facts);
            Collections.shuffle(facts, dice);
            assertThat(BikeFold.fold(new Whereabouts.Unknown(), facts))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void aFoldGoesOnWhereAnEarlierOneEnded() {
        for (int seed = 1; seed <= PERMUTATIONS; seed++) {
            List<BikeFact> whole = BikeFold.fold(new Whereabouts.Unknown(), randomHistory(new Random(seed)))
                    .ordered();
            int cut = cutBetweenInstants(whole, new Random(seed));
            BikeFold.Folded first = BikeFold.fold(new Whereabouts.Unknown(), whole.subList(0, cut));
            BikeFold.Folded second = BikeFold.fold(first.end(), whole.subList(cut, whole.size()));
            BikeFold.Folded atOnce = BikeFold.fold(new Whereabouts.Unknown(), whole);
            assertThat(second.end()).as("seed %d", seed).isEqualTo(atOnce.end());
            first.trips().putAll(second.trips());
            assertThat(first.trips()).as("seed %d", seed).isEqualTo(atOnce.trips());
        }
    }

    /** Where a bike stands and is told of elsewhere next, something is missing or untrue. */
    @Test
    void theEndOfATripIsDoubtfulWhereTheBikeIsToldOfNextWhereItCannotBe() {
        String ride = "A1 12:00 -1 card, B1 12:20 +2";
        assertThat(isEndDoubtful(ride)).isFalse();
        assertThat(isEndDoubtful(ride + ", C1 12:40 +3")).isTrue();
        assertThat(isEndDoubtful(ride + ", B3 12:40 +3")).isTrue();
        assertThat(isEndDoubtful(ride + ", C1 12:40 -3 card")).isTrue();
        assertThat(isEndDoubtful(ride + ", B2 12:30 -2 crew, C1 12:40 +3")).isFalse();
        assertThat(isEndDoubtful(ride + ", B3 12:40 +2")).as("the same dock").isFalse();
        assertThat(isEndDoubtful(ride + ", B~1 12:30 -2, C1 12:40 +3"))
                .as("its dock was shown empty between")
                .isFalse();
    }

    private static boolean isEndDoubtful(String facts) {
        Trip first = BikeFold.fold(new Whereabouts.Unknown(), History.facts(facts))
                .trips()
                .values()
                .iterator()
                .next();
        return ((Trip.End.Docked) first.end()).estimated();
    }

    @Test
    void aTripThatWasUnderWayIsAmongTheTripsThoughNothingNewIsToldOfIt() {
        Whereabouts riding = BikeFold.fold(new Whereabouts.Unknown(), History.facts("X1 12:00 -1 card"))
                .end();
        BikeFold.Folded after = BikeFold.fold(riding, History.facts("X~1 13:00 -1"));
        assertThat(History.trips(after)).isEqualTo("X1 X/1 12:00 >");
        assertThat(after.end()).isEqualTo(riding);
    }

    private static int cutBetweenInstants(List<BikeFact> ordered, Random dice) {
        int cut = dice.nextInt(ordered.size());
        while (cut > 0
                && (ordered.get(cut - 1).at().equals(ordered.get(cut).at())
                        || isAboutTheTripBefore(ordered.subList(0, cut), ordered.get(cut)))) {
            cut--;
        }
        return cut;
    }

    /** As what an inventory shows may be, and what cannot have happened next. */
    private static boolean isAboutTheTripBefore(List<BikeFact> before, BikeFact fact) {
        return fact.id().journal() == FactId.INFERRED
                || BikeFold.fold(new Whereabouts.Unknown(), before).end().contradicts(fact);
    }

    /** Facts of a few stations that make little sense: the order must be theirs alone all the same. */
    private static List<BikeFact> randomHistory(Random dice) {
        int size = 1 + dice.nextInt(14);
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            String station = String.valueOf((char) ('A' + dice.nextInt(4)));
            String id = dice.nextInt(6) == 0 ? "~" + i : dice.nextInt(5) == 0 ? "2/" + i : String.valueOf(i);
            String what = dice.nextBoolean()
                    ? "+" + (1 + dice.nextInt(2))
                    : "-" + (1 + dice.nextInt(2)) + " "
                            + List.of("card", "crew", "nobody").get(dice.nextInt(3));
            lines.add(station + id + " 12:0" + dice.nextInt(6) + " " + what);
        }
        return new ArrayList<>(History.facts(String.join(", ", lines)));
    }
}
