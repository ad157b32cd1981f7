package bici.infra.replay;

import static org.assertj.core.api.Assertions.assertThat;

import bici.simulator.replay.Ride;
import bici.simulator.replay.RowRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class TripMatchTest {
    private static Ride ride(long line, String bike, long startMs, long endMs) {
        return new Ride(new RowRef(0, line, 0), bike, "A", "B", startMs, endMs);
    }

    @Test
    void equalTripsMatchWhateverTheirOrder() {
        TripMatch match = TripMatch.of(
                List.of(ride(2, "1", 10, 20), ride(3, "2", 10, 20)),
                List.of(ride(0, "2", 10, 20), ride(0, "1", 10, 20)));

        assertThat(match.exported()).isEqualTo(2);
        assertThat(match.matched()).isEqualTo(2);
    }

    @Test
    void twoEqualRowsNeedTwoTrips() {
        TripMatch match =
                TripMatch.of(List.of(ride(2, "1", 10, 10), ride(3, "1", 10, 10)), List.of(ride(0, "1", 10, 10)));

        assertThat(match.matched()).isEqualTo(1);
        assertThat(match.missing()).hasSize(1);
    }

    @Test
    void aTripThatEndsAMomentLaterIsMissingAndUnexpected() {
        TripMatch match = TripMatch.of(List.of(ride(2, "1", 10, 20)), List.of(ride(0, "1", 10, 21)));

        assertThat(match.matched()).isZero();
        assertThat(match.missing()).hasSize(1);
        assertThat(match.unexpected()).hasSize(1);
    }

    @Test
    void theLastLineSaysEverythingAndOnlyACompleteMatchIsGood() {
        ReplaySummary good = new ReplaySummary(25_917, 25_462, 455, 25_462, 25_462);
        assertThat(good.toLine())
                .isEqualTo("replay: rows=25917 replayed=25462 left_out=455 exported=25462 matched=25462 unexplained=0");
        assertThat(good.isGood()).isTrue();
        assertThat(new ReplaySummary(10, 9, 1, 10, 9).unexplained()).isEqualTo(1);
        assertThat(new ReplaySummary(10, 9, 1, 8, 8).unexplained()).isEqualTo(1);
        assertThat(new ReplaySummary(10, 8, 1, 8, 8).unexplained()).isEqualTo(1);
        assertThat(new ReplaySummary(10, 9, 1, 9, 8).isGood()).isFalse();
        assertThat(new ReplaySummary(3, 0, 3, 0, 0).isGood()).isFalse();
    }
}
