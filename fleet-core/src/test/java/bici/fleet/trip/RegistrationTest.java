package bici.fleet.trip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which removals are trips by what somebody said of the bike. */
class RegistrationTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            X1 12:00 +2, X2 12:10 -2 card, Y1 12:30 +3                        | -     | -                     | Y/3 12:30
            X1 12:00 +2, X2 12:10 -2 card                                     | -     | -                     | missing 12:10
            X1 12:00 +2, X2 12:10 -2 crew, Y1 12:30 +3                        | -     | -                     | Y/3 12:30
            X1 12:00 +2, X2 12:10 -2 command, Y1 12:30 +3                     | -     | X2 X/2 12:10 > Y/3 12:30 | Y/3 12:30
            X1 12:00 +2, X2 12:10 -2 command                                  | -     | X2 X/2 12:10 >        | trip X2
            X1 12:00 +2, X2 12:10 -2 card, Y1 12:30 +3                        | 12:10 | X2 X/2 12:10 > Y/3 12:30 | Y/3 12:30
            X1 12:00 +2, X2 12:10 -2 card, Y1 12:30 +3                        | 12:11 | -                     | Y/3 12:30
            X1 12:00 +2, X2 12:10 -2 card, Y1 12:30 +3, Y2 12:40 -3 card      | 12:20 | Y2 Y/3 12:40 >        | trip Y2
            X1 12:00 +2, X2 12:10 -2 command, Y1 12:20 +3, Y2 12:30 -3 command, X3 12:40 +2 | - | X2 X/2 12:10 > Y/3 12:20 | X/2 12:40
            """)
    void onlyWhatARidersCommandLetGoIsATripOfABikeThatIsNotOfTheFleet(
            String facts, String from, String trips, String end) {
        Registration registration =
                new Registration(Optional.ofNullable(from).map(time -> Instant.parse("2026-03-02T" + time + ":00Z")));
        List<BikeFact> history = History.facts(facts);
        BikeFold.Folded folded = BikeFold.fold(new Whereabouts.Unknown(), history, Rulings.none(), registration);
        assertThat(History.trips(folded)).isEqualTo(trips == null ? "" : trips);
        assertThat(History.end(folded.end())).isEqualTo(end);
    }
}
