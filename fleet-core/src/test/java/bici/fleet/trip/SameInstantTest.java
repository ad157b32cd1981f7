package bici.fleet.trip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Facts of several stations at one and the same instant: decision record 0003. */
class SameInstantTest {
    @Test
    void theWayWithTheFewestImpossibleStepsIsFoundWhereTheFirstThatFitsIsNot() {
        assertThat(trips("X1 12:10 +1, Y1 12:10 -1 card")).isEqualTo("Y1 Y/1 12:10 > X/1 12:10");
    }

    @Test
    void itIsFoundForTenFactsToo() {
        assertThat(trips("X1 12:10 +1, X2 12:10 -1 card, X3 12:10 +1, X4 12:10 -1 card, X5 12:10 +1,"
                        + "Y1 12:10 -1 card, Y2 12:10 +1, Y3 12:10 -1 card, Y4 12:10 +1, Y5 12:10 -1 card"))
                .isEqualTo("Y1 Y/1 12:10 > X/1 12:10, X2 X/1 12:10 > X/1 12:10, X4 X/1 12:10 > Y/1 12:10,"
                        + " Y3 Y/1 12:10 > Y/1 12:10, Y5 Y/1 12:10 > X/1 12:10");
    }

    @Test
    void ofMoreFactsEachStepIsTheFirstThatFits() {
        assertThat(trips("X1 12:00 +1, X2 12:10 -1 card, Y1 12:10 +1, Y2 12:10 -1 card, X3 12:10 +1, X4 12:10 -1 card,"
                        + "Y3 12:10 +1, Y4 12:10 -1 card, X5 12:10 +1, X6 12:10 -1 card, Y5 12:10 +1,"
                        + "Y6 12:10 -1 card, X7 12:10 +1"))
                .isEqualTo("X2 X/1 12:10 > X/1 12:10, X4 X/1 12:10 > X/1 12:10, X6 X/1 12:10 > X/1 12:10,"
                        + " Y2 Y/1 12:10 > Y/1 12:10, Y4 Y/1 12:10 > Y/1 12:10, Y6 Y/1 12:10 >");
    }

    private static String trips(String line) {
        List<BikeFact> facts = History.facts(line);
        return History.trips(BikeFold.fold(new Whereabouts.Unknown(), facts));
    }
}
