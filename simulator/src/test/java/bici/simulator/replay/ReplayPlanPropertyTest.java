package bici.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories made up by seed, crowded enough that minutes coincide, racks fill and bikes jump. */
class ReplayPlanPropertyTest {
    private static final int SEEDS_PER_CASE = 40;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void everyPlanCanHaveHappened(int block) {
        for (int i = 0; i < SEEDS_PER_CASE; i++) {
            long seed = block * 1000L + i;
            SplittableRandom random = new SplittableRandom(seed);
            TripHistory history = history(random);
            Map<String, Site> sites = random.nextBoolean() ? Map.of() : stations(random);
            int copies = 1 + random.nextInt(3);
            try {
                ReplayPlan plan = new ReplayPlanner(history, sites, copies, TestFiles.NOW).plan();
                PlanChecks.holds(plan);
                assertThat(new ReplayPlanner(history, sites, copies, TestFiles.NOW).plan())
                        .isEqualTo(plan);
            } catch (AssertionError | IllegalStateException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static Map<String, Site> stations(SplittableRandom random) {
        Map<String, Site> sites = new HashMap<>();
        for (int s = 0; s < 4; s++) {
            sites.put("S" + s, new Site("S" + s, "Station " + s, random.nextInt(4), Optional.empty()));
        }
        return sites;
    }

    /** About half the rides go on where the bike is, some at the very moment it came. */
    private static TripHistory history(SplittableRandom random) {
        List<Ride> rides = new ArrayList<>();
        long originMs = 1_443_675_600_000L;
        int bikes = 1 + random.nextInt(6);
        for (int b = 0; b < bikes; b++) {
            long minute = random.nextInt(30);
            String at = "S" + random.nextInt(6);
            for (int r = random.nextInt(12); r > 0; r--) {
                String from = random.nextInt(3) == 0 ? "S" + random.nextInt(6) : at;
                minute += random.nextInt(3) == 0 ? 0 : random.nextInt(10);
                long end = minute + (random.nextInt(4) == 0 ? 0 : random.nextInt(12));
                String to = random.nextInt(4) == 0 ? from : "S" + random.nextInt(6);
                rides.add(new Ride(
                        new RowRef(0, rides.size() + 2L, 0),
                        "bike" + b,
                        from,
                        to,
                        originMs + minute * 60_000,
                        originMs + end * 60_000));
                at = to;
                minute = random.nextInt(8) == 0 ? minute : end;
            }
        }
        Map<String, Site> sites = new HashMap<>();
        rides.forEach(ride -> {
            sites.put(ride.fromStation(), new Site(ride.fromStation(), "x", 0, Optional.empty()));
            sites.put(ride.toStation(), new Site(ride.toStation(), "x", 0, Optional.empty()));
        });
        return new TripHistory(rides.size(), rides, List.of(), sites, List.of(), List.of());
    }
}
