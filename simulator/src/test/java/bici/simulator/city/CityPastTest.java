package bici.simulator.city;

import static org.assertj.core.api.Assertions.assertThat;

import bici.simulator.replay.PlannedFact;
import bici.simulator.replay.StationPlan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CityPastTest {
    private static final List<Place> PLACES = Places.listDemoPlaces();
    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");
    private static final Instant NOW = Instant.parse("2026-11-20T21:30:00Z");

    private static CityHistory play(int days, long seed) {
        return CityPast.play(PLACES, 200, new Demand(PLACES, Demand.PILOT_TRIPS_A_DAY, seed), days, NOW, BOGOTA);
    }

    private static List<PlannedFact> inOrder(CityHistory history) {
        List<PlannedFact> all = new ArrayList<>();
        history.stations().forEach(station -> all.addAll(station.facts()));
        all.sort(Comparator.comparingLong(PlannedFact::timeMs));
        return all;
    }

    @Test
    void withoutDaysTheBikesStandWhereTheyWereDockedFirst() {
        CityHistory history = play(0, 1);

        assertThat(history.facts()).isEqualTo(200);
        assertThat(history.rides()).isZero();
        assertThat(history.stations())
                .allSatisfy(station -> assertThat(station.finalInventory().size())
                        .isBetween(station.docks() / 3, station.docks() / 2 + 1));
    }

    @Test
    void theSameSeedGivesTheSamePast() {
        assertThat(play(3, 9)).isEqualTo(play(3, 9));
        assertThat(play(3, 9)).isNotEqualTo(play(3, 10));
    }

    @Test
    void mostWishesOfThreeDaysAreRidden() {
        assertThat(play(3, 1).rides()).isBetween(2_400L, 4_800L);
    }

    @Test
    void noBikeIsMadeLostOrInTwoPlaces() {
        CityHistory history = play(4, 5);
        Map<String, Boolean> docked = new HashMap<>();
        for (PlannedFact fact : inOrder(history)) {
            boolean arrives = fact.kind() instanceof PlannedFact.Kind.Docked;
            Boolean before = docked.put(fact.bike(), arrives);
            assertThat(before).as(fact.toString()).isNotEqualTo(arrives);
        }

        assertThat(docked).hasSize(200);
        assertThat(history.stations().stream().flatMap(station -> station.finalInventory().values().stream()))
                .hasSize(200)
                .doesNotHaveDuplicates();
    }

    @Test
    void aJournalIsInOrderOfTimeAndEndsBeforeNow() {
        CityHistory history = play(2, 5);

        assertThat(history.stations()).allSatisfy(station -> {
            assertThat(station.facts().stream().map(PlannedFact::timeMs)).isSorted();
            assertThat(station.facts())
                    .allSatisfy(fact -> assertThat(fact.timeMs()).isBetween(history.bootMs(), NOW.toEpochMilli()));
        });
    }

    @Test
    void noCardHasTwoRidesAtOnceAndNoDockTwoBikes() {
        CityHistory history = play(2, 6);
        for (StationPlan station : history.stations()) {
            Map<Integer, String> docks = new HashMap<>();
            for (PlannedFact fact : station.facts()) {
                if (fact.kind() instanceof PlannedFact.Kind.Docked) {
                    assertThat(docks.put(fact.dock(), fact.bike())).isNull();
                } else {
                    assertThat(docks.remove(fact.dock())).isEqualTo(fact.bike());
                }
            }
        }
        Map<String, Integer> cardOfBike = new HashMap<>();
        for (PlannedFact fact : inOrder(history)) {
            if (fact.kind() instanceof PlannedFact.Kind.RemovedByCard removed) {
                assertThat(cardOfBike.values()).doesNotContain(removed.card());
                cardOfBike.put(fact.bike(), removed.card());
            } else {
                cardOfBike.remove(fact.bike());
            }
        }
    }

    @Test
    void theVanHelpsTheEmptiestFromTheFullest() {
        List<VanTrip.Level> levels =
                List.of(new VanTrip.Level(20, 20), new VanTrip.Level(20, 10), new VanTrip.Level(20, 1));

        assertThat(VanTrip.plan(levels)).containsExactly(new VanTrip(0, 2, 9));
        assertThat(VanTrip.plan(List.of(new VanTrip.Level(20, 12), new VanTrip.Level(20, 8))))
                .isEmpty();
    }
}
