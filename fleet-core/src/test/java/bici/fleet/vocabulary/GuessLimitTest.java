package bici.fleet.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuessLimitTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static Duration waitAt(int minute, int... wrongAtMinutes) {
        List<Instant> wrong = IntStream.of(wrongAtMinutes)
                .mapToObj(m -> NOON.plus(Duration.ofMinutes(m)))
                .toList();
        return GuessLimit.FIVE_AN_HOUR.waitAt(NOON.plus(Duration.ofMinutes(minute)), wrong);
    }

    @Test
    void fourWithinAnHourAreForgivenAndTheFifthCostsAnHour() {
        assertThat(waitAt(4, 0, 1, 2, 3)).isZero();
        assertThat(waitAt(4, 0, 1, 2, 3, 4)).isEqualTo(Duration.ofHours(1));
        assertThat(waitAt(63, 0, 1, 2, 3, 4)).isEqualTo(Duration.ofMinutes(1));
        assertThat(waitAt(64, 0, 1, 2, 3, 4)).isZero();
    }

    @Test
    void fiveInMoreThanAnHourCostNothing() {
        assertThat(waitAt(61, 0, 20, 40, 50, 60)).isZero();
    }

    @Test
    void eachFurtherFiveCostOneHourMore() {
        assertThat(waitAt(104, 0, 1, 2, 3, 4, 100, 101, 102, 103, 104)).isEqualTo(Duration.ofHours(2));
        assertThat(waitAt(104, 0, 1, 2, 3, 4, 100, 101, 102, 103)).isZero();
    }
}
