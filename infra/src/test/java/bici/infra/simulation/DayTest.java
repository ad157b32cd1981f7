package bici.infra.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.simulation.Day.Outcome;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Few days, quick enough to be lived once for each small fault planted in the ledger. */
class DayTest {
    @ParameterizedTest
    @ValueSource(longs = 7)
    void aDayOfFaultsLeavesEverythingRight(long seed) {
        Outcome day = Day.live(seed, Optional.empty(), false);
        assertThat(day.violations()).as("%s", day.examples()).isZero();
    }
}
