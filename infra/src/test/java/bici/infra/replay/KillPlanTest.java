package bici.infra.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KillPlanTest {
    private static List<Long> moments(long seed) {
        KillPlan plan = new KillPlan(5, 1_000, new SplittableRandom(seed));
        List<Long> moments = new ArrayList<>();
        for (long acknowledged = 0; acknowledged <= 1_000; acknowledged++) {
            while (plan.isDue(acknowledged)) {
                moments.add(acknowledged);
            }
        }
        assertThat(plan.isDone()).isTrue();
        return moments;
    }

    @Test
    void killsAreSpreadOverTheDeliveryAndTheSameForTheSameSeed() {
        assertThat(moments(1)).hasSize(5).isSorted().isEqualTo(moments(1)).isNotEqualTo(moments(2));
        for (int part = 0; part < 5; part++) {
            assertThat(moments(3).get(part)).isBetween(200L * part, 200L * (part + 1));
        }
    }

    @Test
    void withoutKillsThereIsNothingToWaitFor() {
        assertThat(new KillPlan(0, 1_000, new SplittableRandom(1)).isDone()).isTrue();
    }
}
