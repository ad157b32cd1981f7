package bici.infra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.failpoint.Failpoint;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KillPlanTest {
    private static List<Kill> plan(int kills, long seed) {
        return List.copyOf(Kill.plan(kills, new SplittableRandom(seed)));
    }

    @Test
    void sixKillsAreOneOfEachKindAtLeast() {
        assertThat(plan(6, 1)).hasSize(6);
        assertThat(plan(6, 1).stream().map(Kill::getClass).distinct()).hasSize(5);
    }

    @Test
    void sixtyKillsReachEveryFailpoint() {
        Set<Failpoint> points = plan(60, 2).stream()
                .filter(Kill.AtFailpoint.class::isInstance)
                .map(kill -> ((Kill.AtFailpoint) kill).point())
                .collect(Collectors.toSet());

        assertThat(plan(60, 2)).hasSize(60);
        assertThat(points).containsExactlyInAnyOrder(Failpoint.values());
    }

    @Test
    void theSameSeedIsTheSamePlanAndAnotherIsAnother() {
        assertThat(plan(60, 3)).isEqualTo(plan(60, 3)).isNotEqualTo(plan(60, 4));
    }
}
