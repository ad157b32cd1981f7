package bici.infra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.failpoint.Failpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KillPlanTest {
    private static List<Kill> plan(int kills, long seed) {
        return new KillPlan(kills, new SplittableRandom(seed)).toCome();
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

    private static long count(KillPlan plan, Kill kill) {
        return plan.toCome().stream().filter(kill::equals).count();
    }

    private static List<Kill.AtFailpoint> failpoints(KillPlan plan) {
        return plan.toCome().stream()
                .filter(Kill.AtFailpoint.class::isInstance)
                .map(Kill.AtFailpoint.class::cast)
                .toList();
    }

    @Test
    void aFailpointThatIsNotReachedComesLastInThePlaceOfTheOneThatWas() {
        KillPlan plan = new KillPlan(60, new SplittableRandom(1));
        Kill.AtFailpoint missed = failpoints(plan).getFirst();
        Kill.AtFailpoint hit = failpoints(plan).getLast();
        long before = count(plan, hit);

        plan.putOff(missed.point(), Optional.of(hit.point()));

        assertThat(plan.toCome()).hasSize(60).last().isEqualTo(missed);
        assertThat(count(plan, hit)).isEqualTo(before - 1);
    }

    @Test
    void withNoneReachedItComesInThePlaceOfOneKillAtRandom() {
        KillPlan plan = new KillPlan(60, new SplittableRandom(1));
        Kill.AtFailpoint missed = failpoints(plan).getFirst();
        long before = count(plan, new Kill.OfServer());

        plan.putOff(missed.point(), Optional.empty());

        assertThat(plan.toCome()).hasSize(60).last().isEqualTo(missed);
        assertThat(count(plan, new Kill.OfServer())).isEqualTo(before - 1);
    }

    @Test
    void allThatARunningServerCanMeetAreArmedTogether() {
        KillPlan plan = new KillPlan(60, new SplittableRandom(1));

        assertThat(plan.failpointsToCome(Failpoint.HEALTH_BEFORE_COMMIT))
                .containsOnlyKeys(Arrays.stream(Failpoint.values())
                        .filter(point -> point != Failpoint.START_BEFORE_LISTENING)
                        .toArray(Failpoint[]::new));
    }
}
