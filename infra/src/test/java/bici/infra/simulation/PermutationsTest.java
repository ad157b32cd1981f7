package bici.infra.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.machine.Progress;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** I7, I8: the short form of {@code bici simulate --permutations}. */
class PermutationsTest {
    private static final int ORDERS = 200;
    private static final int ORDERS_OF_A_BUG = 3;

    private final StringWriter said = new StringWriter();

    @Test
    void aDayToldInTwoHundredOrdersWithDuplicatesLeavesTheRowsOfTheDayInOrder() {
        int differences = new Permutations(line -> said.append(line).append('\n'), Progress.SILENT, 1).run(1, ORDERS);
        assertThat(differences).as(said.toString()).isZero();
        assertThat(said.toString().strip())
                .matches("permutations: permutations=200 facts=[0-9]{4} duplicates=[0-9]{5,} differences=0");
    }

    @ParameterizedTest
    @EnumSource(
            value = Planted.class,
            names = {"NO_DEDUPE", "ARRIVAL_ORDER", "LATE_FACT_OVERWRITES_DOCK", "INVENTORY_TOO_EARLY"})
    void aPlantedBugMakesADifference(Planted bug) {
        int differences = new Permutations(line -> said.append(line).append('\n'), Progress.SILENT, 1, Optional.of(bug))
                .run(1, ORDERS_OF_A_BUG);
        assertThat(differences).as(said.toString()).isPositive();
        assertThat(said.toString()).contains("read it: bici simulate --permutations 1 --seed 1 --first-order ");
    }
}
