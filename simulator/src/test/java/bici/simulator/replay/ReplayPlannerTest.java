package bici.simulator.replay;

import static bici.simulator.replay.TestFiles.HEALTHY_RIDE;
import static bici.simulator.replay.TestFiles.NOW;
import static bici.simulator.replay.TestFiles.history;
import static bici.simulator.replay.TestFiles.plan;
import static bici.simulator.replay.TestFiles.row;
import static bici.simulator.replay.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import bici.wire.WireFact;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayPlannerTest {
    @TempDir
    Path folder;

    private Path rows(String... rows) {
        return write(
                folder,
                "trips.csv",
                Stream.concat(Stream.of(HEALTHY_RIDE), Arrays.stream(rows)).toArray(String[]::new));
    }

    private static Site site(String station, int docks) {
        return new Site(station, station, docks, Optional.empty());
    }

    @Test
    void theCitiBikeSampleIsPlayedWithEveryRowAccountedFor() {
        ReplayPlan plan = plan(history(TestFiles.citiBikeSample()));

        PlanChecks.holds(plan);
        assertThat(plan.rides()).hasSize(4);
        assertThat(plan.countsByReason())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Reason.ENDS_BEFORE_IT_STARTS, 1L,
                        Reason.NO_END_STATION, 1L,
                        Reason.END_STATION_OUTSIDE_NETWORK, 1L));
    }

    @Test
    void theLaterOfTwoOverlappingTripsOfABikeIsLeftOut() {
        ReplayPlan plan = plan(history(rows(
                row("2015/10/1 0:30", "2015/10/1 0:50", "7", "A", "B"),
                row("2015/10/1 0:10", "2015/10/1 0:31", "7", "A", "B"))));

        PlanChecks.holds(plan);
        assertThat(plan.leftOut())
                .extracting(out -> out.row().line(), LeftOut::reason)
                .containsExactly(tuple(2L, Reason.BIKE_OVERLAPS));
    }

    @Test
    void aBikeThatWouldHaveToBeInTwoPlacesAtOnceIsLeftOut() {
        ReplayPlan plan = plan(history(rows(
                row("2015/10/1 0:10", "2015/10/1 0:30", "7", "A", "B"),
                row("2015/10/1 0:30", "2015/10/1 0:50", "7", "C", "A"))));

        PlanChecks.holds(plan);
        assertThat(plan.leftOut()).extracting(LeftOut::reason).containsExactly(Reason.BIKE_ELSEWHERE);
    }

    @Test
    void tripsOfNoLengthAtOneMinuteAreChainedByWhereTheBikeIs() {
        ReplayPlan plan = plan(history(rows(
                row("2015/10/1 0:30", "2015/10/1 0:30", "7", "B", "C"),
                row("2015/10/1 0:30", "2015/10/1 0:30", "7", "B", "B"),
                row("2015/10/1 0:10", "2015/10/1 0:30", "7", "A", "B"),
                row("2015/10/1 0:31", "2015/10/1 0:45", "7", "C", "A"))));

        PlanChecks.holds(plan);
        assertThat(plan.rides()).hasSize(3);
        assertThat(plan.countsByReason()).containsExactly(Map.entry(Reason.BIKE_ELSEWHERE, 1L));
    }

    @Test
    void aBikeThatCameAndWentAtTwoStationsInOneMomentIsLeftOut() {
        ReplayPlan plan = plan(history(rows(
                row("2015/10/1 0:10", "2015/10/1 0:30", "7", "A", "B"),
                row("2015/10/1 0:30", "2015/10/1 0:30", "7", "B", "C"),
                row("2015/10/1 0:30", "2015/10/1 0:45", "7", "C", "A"))));

        PlanChecks.holds(plan);
        assertThat(plan.countsByReason()).containsExactly(Map.entry(Reason.BIKE_TOO_FAST, 1L));
    }

    @Test
    void aVanMovesABikeThatStartsWhereItDidNotEnd() {
        ReplayPlan plan = plan(history(rows(
                row("2015/10/1 0:10", "2015/10/1 0:30", "7", "A", "B"),
                row("2015/10/1 5:00", "2015/10/1 5:10", "7", "C", "A"))));

        PlanChecks.holds(plan);
        StationPlan b = plan.stations().get(1);
        assertThat(b.facts())
                .extracting(PlannedFact::kind)
                .containsExactly(new PlannedFact.Kind.Docked(), new PlannedFact.Kind.RemovedByCrew());
        StationPlan c = plan.stations().get(2);
        assertThat(Instant.ofEpochMilli(c.facts().getFirst().timeMs())).isEqualTo("2015-10-01T05:30:02Z");
    }

    @Test
    void aVanWaitsForADockRatherThanHavingOneAdded() {
        ReplayPlan plan = new ReplayPlanner(
                        history(rows(
                                row("2015/10/1 0:10", "2015/10/1 0:30", "7", "A", "B"),
                                row("2015/10/1 3:00", "2015/10/1 3:10", "8", "C", "A"),
                                row("2015/10/1 5:00", "2015/10/1 5:10", "7", "C", "A"))),
                        Map.of("A", site("A", 2), "B", site("B", 1), "C", site("C", 1)),
                        1,
                        NOW)
                .plan();

        PlanChecks.holds(plan);
        assertThat(plan.notes()).isEmpty();
        assertThat(plan.stations().get(2).facts()).extracting(PlannedFact::bike).containsExactly("8", "8", "7", "7");
        assertThat(Instant.ofEpochMilli(plan.stations().get(2).facts().get(2).timeMs()))
                .isEqualTo("2015-10-01T08:00:00Z");
    }

    @Test
    void racksThatWouldOverflowAreEnlargedAndAStationOfTheTripsAloneIsMadeAndBothAreSaid() {
        ReplayPlan plan = new ReplayPlanner(
                        history(rows(
                                row("2015/10/1 0:10", "2015/10/1 0:30", "7", "A", "B"),
                                row("2015/10/1 0:10", "2015/10/1 0:30", "8", "A", "B"))),
                        Map.of("B", site("B", 1), "Z", site("Z", 5)),
                        1,
                        NOW)
                .plan();

        PlanChecks.holds(plan);
        assertThat(plan.notes())
                .containsExactly(
                        "station A is not in the station file: made with 2 docks",
                        "station B enlarged from 1 to 2 docks");
        assertThat(plan.stations())
                .extracting(StationPlan::station, StationPlan::docks)
                .contains(tuple("Z", 5));
    }

    @Test
    void copiesAreWholeWeeksApartAndRiddenOnOtherBikesWithoutMoreDocksOrCards() {
        TripHistory history = history(rows(
                row("2015/10/1 0:10", "2015/10/1 0:30", "7", "A", "B"),
                row("2015/10/9 0:10", "2015/10/9 0:30", "8", "A", "B"),
                row("soon", "later", "8", "A", "B")));

        ReplayPlan once = plan(history);
        ReplayPlan thrice = new ReplayPlanner(history, Map.of(), 3, NOW).plan();

        PlanChecks.holds(thrice);
        assertThat(thrice.rows()).isEqualTo(9);
        assertThat(thrice.countsByReason()).containsEntry(Reason.UNREADABLE_TIME, 3L);
        assertThat(thrice.listBikes()).containsExactly("7", "7-1", "7-2", "8", "8-1", "8-2");
        assertThat(thrice.rides().get(2).startMs() - thrice.rides().get(0).startMs())
                .isEqualTo(Duration.ofDays(14).toMillis());
        assertThat(thrice.cards()).hasSameSizeAs(once.cards());
        assertThat(thrice.stations())
                .extracting(StationPlan::docks)
                .isEqualTo(once.stations().stream().map(StationPlan::docks).toList());
    }

    @Test
    void aTripThatIsNotOverByNowIsLeftOut() {
        ReplayPlan plan = plan(history(rows(row("2026/11/21 10:10", "2026/11/21 19:30", "7", "A", "B"))));

        PlanChecks.holds(plan);
        assertThat(plan.countsByReason()).containsExactly(Map.entry(Reason.IN_THE_FUTURE, 1L));
    }

    @Test
    void bikesThatWouldClashWithTheCopiesBikesAreRefused() {
        TripHistory history = history(rows(
                row("2015/10/1 0:10", "2015/10/1 0:30", "7", "A", "B"),
                row("2015/10/1 0:10", "2015/10/1 0:30", "7-1", "A", "B")));

        assertThatThrownBy(() -> new ReplayPlanner(history, Map.of(), 2, NOW).plan())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("clash");
    }

    @Test
    void aHistoryWithoutARowThatCanBePlayedGivesAnEmptyPlan() {
        ReplayPlan plan = plan(history(rows()));

        PlanChecks.holds(plan);
        assertThat(plan.facts()).isZero();
    }

    @Test
    void journalsAreWrittenOffLineWithAClockThatWasSetAndUptimeSinceOneBoot() {
        ReplayPlan plan = plan(history(rows(row("2015/10/1 0:10", "2015/10/1 0:30", "7", "A", "B"))));

        List<WireFact> journal = WireFacts.of(plan, 1, card -> "proof-of-" + card)
                .journal(plan.stations().getFirst())
                .toList();

        assertThat(journal).extracting(WireFact::sequence).containsExactly(1L, 2L);
        assertThat(journal).allSatisfy(fact -> {
            assertThat(fact.deviceTimeMs() - fact.uptimeMs()).isEqualTo(plan.bootMs());
            assertThat(fact.offline()).isTrue();
        });
        String card = plan.cards().getFirst();
        assertThat(card).matches("[0-9a-f]{32}");
        assertThat(journal.get(1).happening())
                .isEqualTo(new WireFact.Happening.BikeRemoved(
                        1, "7", new WireFact.Cause.ByCard(card, 1, "proof-of-" + card)));
    }
}
