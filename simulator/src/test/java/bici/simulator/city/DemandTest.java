package bici.simulator.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DemandTest {
    private static final List<Place> PLACES = Places.listDemoPlaces();
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 22);

    private static Demand demand(long seed) {
        return new Demand(PLACES, Demand.PILOT_TRIPS_A_DAY, seed);
    }

    private static Place place(String station) {
        return PLACES.stream()
                .filter(place -> place.station().equals(station))
                .findFirst()
                .orElseThrow();
    }

    private static double share(List<Wish> wishes, Predicate<Wish> which) {
        return (double) wishes.stream().filter(which).count() / wishes.size();
    }

    @Test
    void theDemoCityHasTwentyStationsWithFourHundredAndFortyDocks() {
        assertThat(PLACES).hasSize(20);
        assertThat(PLACES.stream().mapToInt(Place::docks).sum()).isEqualTo(440);
        assertThat(PLACES.stream().map(Place::station)).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void theSameSeedWantsTheSameOnTheSameDayAndNothingElseDoes() {
        assertThat(demand(7).on(MONDAY)).isEqualTo(demand(7).on(MONDAY));
        assertThat(demand(7).on(MONDAY)).isNotEqualTo(demand(8).on(MONDAY));
        assertThat(demand(7).on(MONDAY)).isNotEqualTo(demand(7).on(MONDAY.plusDays(1)));
    }

    @Test
    void aWorkingDayWantsWhatThePilotCountsOnInOrderOfTime() {
        List<Wish> wishes = demand(1).on(MONDAY);

        assertThat(wishes).hasSizeBetween(1_080, 1_320);
        assertThat(wishes.stream().map(Wish::at)).isSorted();
        assertThat(demand(1).on(SUNDAY).size()).isLessThan(wishes.size());
    }

    @Test
    void aMorningRidesToTheCampusAndAnEveningFromIt() {
        List<Wish> wishes = demand(3).on(MONDAY);
        List<Wish> morning = wishes.stream().filter(w -> w.at().getHour() == 6).toList();
        List<Wish> evening = wishes.stream().filter(w -> w.at().getHour() == 18).toList();

        assertThat(share(morning, w -> w.to().kind() == PlaceKind.CAMPUS))
                .isGreaterThan(2 * share(evening, w -> w.to().kind() == PlaceKind.CAMPUS));
        assertThat(share(evening, w -> w.from().kind() == PlaceKind.CAMPUS))
                .isGreaterThan(share(morning, w -> w.from().kind() == PlaceKind.CAMPUS));
    }

    @Test
    void nobodyRidesToWhereTheyAreOrAtThreeAtNight() {
        assertThat(demand(5).on(MONDAY)).noneMatch(w -> w.from().equals(w.to())).noneMatch(w -> w.at().getHour() == 3);
    }

    @Test
    void uphillTakesLongerThanDownhill() {
        Place west = place("S09");
        Place east = place("S02");

        assertThat(west.climbM(east)).isPositive();
        assertThat(RideTimes.usual(west, east)).isGreaterThan(RideTimes.usual(east, west));
        assertThat(RideTimes.usual(west, east)).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(35));
    }

    @Test
    void moreRideDownhillThanUphill() {
        List<Wish> wishes = demand(2).on(MONDAY);

        assertThat(share(wishes, w -> w.from().climbM(w.to()) < 0)).isGreaterThan(0.5);
    }
}
