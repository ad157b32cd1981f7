package bici.infra.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import bici.infra.machine.Progress;
import bici.infra.simulation.Day.Outcome;
import java.io.StringWriter;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Days of a city around the core: the short form of {@code bici simulate --virtual} and {@code --planted}. */
class SimulationTest {
    private static final int SEEDS = 50;
    private static final double LEAST_SHARE = 0.05;
    private static final double LEAST_COMPARED = 0.9;

    @Test
    void fiftyDaysOfFaultsLeaveEverythingRight() {
        StringWriter said = new StringWriter();
        Simulation.Result result =
                new Simulation(line -> said.append(line).append('\n'), Progress.SILENT).run(1, SEEDS, 10);
        assertThat(result.violations()).as(said.toString()).isZero();
        assertThat(result.rerunDiffers()).as(said.toString()).isZero();
        assertThat(result.share()).as(said.toString()).isGreaterThanOrEqualTo(LEAST_SHARE);
        assertThat(result.compared()).as(said.toString()).isGreaterThanOrEqualTo(LEAST_COMPARED);
        assertThat(said.toString().lines().reduce((a, b) -> b).orElseThrow())
                .matches(
                        "simulation: seeds=50 days=50 speedup=\\d+ trips=\\d+ faults=\\d+ hash=[0-9a-f]{16} violations=0 rerun_differs=0");
    }

    @Test
    void aSeedIsTheSameDayEachTimeAndAnotherSeedIsAnotherDay() {
        Outcome once = Day.live(7, Optional.empty(), true);
        Outcome again = Day.live(7, Optional.empty(), false);
        assertThat(again.hash()).isEqualTo(once.hash());
        assertThat(again.steps()).isEqualTo(once.steps()).isGreaterThan(1_000);
        assertThat(once.lines()).hasSize(Math.toIntExact(once.steps()));
        assertThat(Day.live(8, Optional.empty(), false).hash()).isNotEqualTo(once.hash());
    }

    @Test
    void aDayHasAsManyTripsAsThePilot() {
        assertThat(Day.live(1, Optional.empty(), false).trips()).isBetween(800, 1_500);
    }

    /** Each with a seed that is known to show it. */
    static Stream<Arguments> planted() {
        return Stream.of(
                arguments(Planted.ACK_BEFORE_COMMIT, 1L),
                arguments(Planted.ACK_WITHOUT_COMMIT, 2L),
                arguments(Planted.NO_RESEND, 1L),
                arguments(Planted.NO_DEDUPE, 1L),
                arguments(Planted.ARRIVAL_ORDER, 1L),
                arguments(Planted.CLOCK_BELIEVED, 1L),
                arguments(Planted.LATE_FACT_OVERWRITES_DOCK, 4L),
                arguments(Planted.CORRECTION_NOT_CHARGED, 1L),
                arguments(Planted.DONE_WITHOUT_FACT, 1L),
                arguments(Planted.KEY_IGNORED, 1L),
                arguments(Planted.SWEPT_TOO_EARLY, 1L),
                arguments(Planted.NEVER_SWEPT, 1L),
                arguments(Planted.INVENTORY_TOO_EARLY, 2L),
                arguments(Planted.NO_INFERENCE, 1L),
                arguments(Planted.NO_DEADLINE, 1L),
                arguments(Planted.HANDED_OUT_AGAIN, 1L),
                arguments(Planted.UNKNOWN_IS_FAILED, 1L),
                arguments(Planted.HALF_A_TRANSACTION, 1L),
                arguments(Planted.FACT_RESOLVES_NOTHING, 1L),
                arguments(Planted.OWNER_FORGOTTEN, 1L),
                arguments(Planted.JUDGED_ONCE, 2L),
                arguments(Planted.NEW_TIMES_UNREAD, 2L),
                arguments(Planted.FIRST_BIRTH_DATES_ALL, 2L),
                arguments(Planted.LAST_BIRTH_DATES_ALL, 1L),
                arguments(Planted.BIRTH_DATED_LATE, 1L),
                arguments(Planted.ANY_CALENDAR_AGREES, 1L),
                arguments(Planted.NEW_TIMES_OF_OTHERS, 2L),
                arguments(Planted.FOLDED_FROM_THE_LATE_FACT, 1L),
                arguments(Planted.FLEET_FORGOTTEN, 1L),
                arguments(Planted.INVENTED_BIKES_RIDE, 1L));
    }

    @ParameterizedTest
    @MethodSource("planted")
    void aPlantedBugIsFound(Planted bug, long seed) {
        assertThat(Day.live(seed, Optional.of(bug), false).findExample(bug)).isPresent();
    }

    @Test
    void everyBugThatCanBePlantedIsTried() {
        assertThat(planted().map(a -> a.get()[0])).containsExactlyInAnyOrder((Object[]) Planted.values());
    }
}
