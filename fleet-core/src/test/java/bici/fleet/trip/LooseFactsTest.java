package bici.fleet.trip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts whose own clocks tell nothing stand where a bike's other facts leave room for them ({@link History}). */
class LooseFactsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "two rides by a station without a calendar | A1 12:00 +1, A2 12:10 -1 card, B6 11:00-14:00 +6, B7 11:00-14:00 -6 card, A3 12:40 +7 "
                        + "| A2 A/1 12:10 > B/6 12:20, B7 B/6 12:30 > A/7 12:40",
                "only its docking                          | A1 12:00 +1, A2 12:10 -1 card, B6 11:00-14:00 +6, C1 12:40 -6 card, A3 12:50 +7 "
                        + "| A2 A/1 12:10 > B/6 12:25, C1 C/6 12:40 > A/7 12:50",
                "nothing after it: its latest              | A1 12:00 +1, A2 12:10 -1 card, B6 11:00-14:00 +6 | A2 A/1 12:10 > B/6 14:00",
                "no sooner than its bound                  | A1 12:00 +1, A2 12:10 -1 card, B6 12:30-14:00 +6, B7 12:30-14:00 -6 card, A3 12:36 +7 "
                        + "| A2 A/1 12:10 > B/6 12:32, B7 B/6 12:34 > A/7 12:36",
                "its station goes before the bounds        | A1 12:00 +1, A2 12:10 -1 card, B5 12:20 +6, B6 11:00-14:00 -6 card, B7 12:30 +4 "
                        + "| A2 A/1 12:10 > B/6 12:20, B6 B/6 12:25 > B/4 12:30",
                "no room at all: as told                   | A1 12:00 +1, A2 12:10 -1 card, A3 12:40 +7, B6 12:50-14:00 +6 | A2 A/1 12:10 > A/7 12:40",
            })
    void aFactOfWhichOnlyBoundsAreKnownStandsWhereItFits(String what, String facts, String trips) {
        assertThat(History.trips(BikeFold.fold(new Whereabouts.Unknown(), History.facts(facts))))
                .isEqualTo(trips);
    }

    /** The bike stood at B on the way from A2 to A3 or from A4 to A5; which, nothing tells. */
    @Test
    void aTripOnWhichALooseStayWouldFitAsWellSaysThatItsEndIsDoubtful() {
        String stay = "B6 12:15-14:00 +6, B7 12:15-14:00 -6 card, ";
        String day =
                "A1 12:00 +1, A2 12:10 -1 card, A3 12:30 +7, A4 12:40 -7 card, A5 13:00 +1, A6 13:10 -1 card, A7 15:00 +2";

        assertThat(doubtful(stay + day)).containsExactly("A3", "A5");
        assertThat(doubtful("B6 12:45-13:05 +6, B7 12:45-13:05 -6 card, " + day))
                .isEmpty();
        assertThat(doubtful(day)).isEmpty();
    }

    private static List<String> doubtful(String facts) {
        return BikeFold.fold(new Whereabouts.Unknown(), History.facts(facts)).ordered().stream()
                .filter(fact -> fact.estimated() && fact.id().station().value().equals("A"))
                .map(fact -> fact.id().station().value() + fact.id().sequence())
                .toList();
    }

    /** A station that invents a thousand rides of a bike in one hour costs no more than reading them. */
    @Test
    void whereMoreHappenedThanCanBeEachCountsForItsLatest() {
        StringBuilder told = new StringBuilder("A1 12:00 +1");
        for (int i = 0; i < 400; i++) {
            told.append(", A")
                    .append(2 + 2 * i)
                    .append(" 12:10 -1 card, A")
                    .append(3 + 2 * i)
                    .append(" 12:10 +1");
            told.append(", B")
                    .append(1 + 2 * i)
                    .append(" 12:05-12:20 +6, B")
                    .append(2 + 2 * i)
                    .append(" 12:05-12:20 -6 card");
        }
        BikeFold.Folded folded = BikeFold.fold(new Whereabouts.Unknown(), History.facts(told.toString()));
        assertThat(folded.ordered()).hasSize(1_601).isSortedAccordingTo(Comparator.comparing(BikeFact::at));
        assertThat(folded.trips()).hasSize(800);
        assertThat(folded.ordered().getLast().dock().station().value()).isEqualTo("B");
    }

    @Test
    void theOrderOfArrivalSaysNothing() {
        List<BikeFact> facts = new ArrayList<>(
                History.facts(
                        "A1 12:00 +1, A2 12:10 -1 card, B6 11:00-14:00 +6,"
                                + " B7 11:00-14:00 -6 card, A3 12:40 +7, A4 13:00 -7 card, C1 12:50-13:30 +2, C2 12:50-13:30 -2 card, A5 13:20 +1"));
        String inOrder = History.trips(BikeFold.fold(new Whereabouts.Unknown(), facts));
        Random random = new Random(14);
        for (int i = 0; i < 100; i++) {
            Collections.shuffle(facts, random);
            assertThat(History.trips(BikeFold.fold(new Whereabouts.Unknown(), facts)))
                    .isEqualTo(inOrder);
        }
    }
}
