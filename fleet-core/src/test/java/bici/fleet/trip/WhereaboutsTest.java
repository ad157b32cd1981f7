package bici.fleet.trip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which fact can come next to a bike; {@link History} tells how to read a line. */
class WhereaboutsTest {
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing is known: docked               |                  | X1 13:00 +1      | true",
                "nothing is known: removed              |                  | X1 13:00 -1 card | true",
                "at a dock: removed from it             | X1 12:00 +1      | X2 13:00 -1 card | true",
                "at a dock: removed from another        | X1 12:00 +1      | X2 13:00 -2 card | false",
                "at a dock: removed at another station  | X1 12:00 +1      | Y1 13:00 -1 card | false",
                "at a dock: docked again                | X1 12:00 +1      | X2 13:00 +1      | false",
                "on a trip: docked                      | X1 12:00 -1 card | Y1 13:00 +2      | true",
                "on a trip: removed                     | X1 12:00 -1 card | X2 13:00 -1 card | false",
                "on a truck: docked                     | X1 12:00 -1 crew | Y1 13:00 +2      | true",
                "on a truck: removed                    | X1 12:00 -1 crew | X2 13:00 -1 card | false",
                "missing: docked                        | X~1 12:00 -1     | Y1 13:00 +2      | true",
                "missing: removed                       | X~1 12:00 -1     | X2 13:00 -1 card | false",
                "at a dock: it is seen to be gone       | X1 12:00 +1      | X~1 13:00 -1     | true",
                "at a dock: gone from where it was not  | X1 12:00 +1      | Y~1 13:00 -1     | true",
                "on a trip: it is seen to be gone       | X1 12:00 -1 card | X~1 13:00 -1     | true",
            })
    void afterOneFactAnotherIsPossibleOrNot(String what, String before, String next, boolean possible) {
        Whereabouts here = BikeFold.fold(new Whereabouts.Unknown(), History.facts(before == null ? "" : before))
                .end();
        assertThat(here.allows(History.facts(next).get(0))).isEqualTo(possible);
    }
}
