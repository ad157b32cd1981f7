package bici.fleet.availability;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Birth.Lock;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

class StationViewTest {
    private static final DockView GOOD_BIKE = dock(true, true, Lock.LOCKED, false, false);
    private static final DockView EMPTY = dock(false, true, Lock.UNLOCKED, false, false);
    private static final DockView FAULTY = dock(false, true, Lock.LOCKED, true, false);
    private static final DockView LOCKED_OUT = dock(true, true, Lock.LOCKED, false, true);

    /** Columns: bike, in service, lock, fault, locked out; then what it offers. */
    @ParameterizedTest
    @CsvSource({
        "bike,  true,  LOCKED,   sound,  free,    a bike",
        "empty, true,  LOCKED,   sound,  free,    a return",
        "bike,  false, LOCKED,   sound,  free,    nothing",
        "bike,  true,  JAMMED,   sound,  free,    nothing",
        "bike,  true,  LOCKED,   faulty, free,    nothing",
        "bike,  true,  LOCKED,   sound,  out,     nothing",
        "empty, true,  UNLOCKED, sound,  out,     a return",
        "empty, true,  JAMMED,   sound,  free,    nothing",
        "empty, true,  LOCKED,   faulty, free,    nothing"
    })
    void aDockOffersWhatItsStateAllows(ArgumentsAccessor row) {
        DockView dock = dock(
                row.getString(0).equals("bike"),
                row.getBoolean(1),
                row.get(2, Lock.class),
                row.getString(3).equals("faulty"),
                row.getString(4).equals("out"));
        assertThat(dock.offersBike()).isEqualTo(row.getString(5).equals("a bike"));
        assertThat(dock.offersReturn()).isEqualTo(row.getString(5).equals("a return"));
    }

    @Test
    void aBikeThatIsElsewhereCountsNowhereHereAndItsDockIsInUse() {
        DockView claiming = new DockView(
                1,
                Optional.of(new BikeId("B-1")),
                true,
                true,
                true,
                Lock.LOCKED,
                Optional.empty(),
                false,
                Optional.empty(),
                Instant.EPOCH,
                true);
        StationView station = new StationView(
                new StationId("X"),
                "Parque",
                Optional.empty(),
                2,
                true,
                true,
                Optional.empty(),
                numbered(2, claiming, GOOD_BIKE));
        assertThat(claiming.offersBike()).isFalse();
        assertThat(claiming.offersReturn()).isFalse();
        assertThat(station.bikesAvailable()).isEqualTo(1);
        assertThat(station.bikesDisabled()).isZero();
        assertThat(station.docksAvailable()).isZero();
        assertThat(station.docksDisabled()).isEqualTo(1);
    }

    @Test
    void aBikeThatIsNotOfTheFleetCountsNowhereAndItsDockIsInUse() {
        DockView strange = new DockView(
                1,
                Optional.of(new BikeId("X-1")),
                true,
                false,
                false,
                Lock.LOCKED,
                Optional.empty(),
                false,
                Optional.empty(),
                Instant.EPOCH,
                true);
        assertThat(strange.standing()).isEmpty();
        assertThat(strange.offersBike()).isFalse();
        assertThat(strange.offersReturn()).isFalse();
    }

    @Test
    void anOpenStationCountsWhatItsDocksOffer() {
        StationView station = station(6, true, true);
        assertThat(station.bikesAvailable()).isEqualTo(2);
        assertThat(station.bikesDisabled()).isEqualTo(1);
        assertThat(station.docksAvailable()).isEqualTo(1);
        assertThat(station.docksDisabled()).isEqualTo(2);
    }

    /** 1 and 2 with a good bike, 3 locked out with one, 4 empty, 5 faulty. */
    @ParameterizedTest
    @CsvSource({"6, 2, 1, 1, 2", "5, 2, 1, 1, 1", "4, 2, 1, 1, 0", "3, 2, 1, 0, 0", "1, 1, 0, 0, 0", "0, 0, 0, 0, 0"})
    void theRegisterSaysHowManyDocksThereAre(int capacity, int bikes, int bikesDisabled, int docks, int docksDisabled) {
        StationView station = station(capacity, true, true);
        assertThat(List.of(
                        station.bikesAvailable(),
                        station.bikesDisabled(),
                        station.docksAvailable(),
                        station.docksDisabled()))
                .containsExactly(bikes, bikesDisabled, docks, docksDisabled);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void offLineNothingIsCountedAndReturnsAreTakenAllTheSame(boolean inService) {
        StationView station = station(6, false, inService);
        assertThat(station.isRenting()).isFalse();
        assertThat(station.isReturning()).isTrue();
        assertThat(station.bikesAvailable()).isZero();
        assertThat(station.docksAvailable()).isZero();
        assertThat(station.bikesDisabled()).isEqualTo(3);
        assertThat(station.docksDisabled()).isEqualTo(3);
    }

    @Test
    void outOfServiceNoBikeIsOfferedAndReturnsAre() {
        StationView station = station(6, true, false);
        assertThat(station.isRenting()).isFalse();
        assertThat(station.isReturning()).isTrue();
        assertThat(station.bikesAvailable()).isZero();
        assertThat(station.bikesDisabled()).isEqualTo(3);
        assertThat(station.docksAvailable()).isEqualTo(1);
        assertThat(station.docksDisabled()).isEqualTo(2);
    }

    @Test
    void aStationWithoutASoundDockTakesNoReturns() {
        StationView station = station(6, true, true);
        StationView broken = new StationView(
                station.id(),
                station.name(),
                Optional.empty(),
                station.capacity(),
                true,
                true,
                Optional.empty(),
                List.of(FAULTY));
        assertThat(station.isReturning()).isTrue();
        assertThat(broken.isReturning()).isFalse();
    }

    private static StationView station(int capacity, boolean online, boolean inService) {
        return new StationView(
                new StationId("X"),
                "Parque",
                Optional.empty(),
                capacity,
                online,
                inService,
                Optional.empty(),
                numbered(capacity, GOOD_BIKE, GOOD_BIKE, LOCKED_OUT, EMPTY, FAULTY));
    }

    /** @param installed from 1 to it */
    private static List<DockView> numbered(int installed, DockView... docks) {
        return IntStream.range(0, docks.length)
                .mapToObj(i -> new DockView(
                        i + 1,
                        docks[i].bike(),
                        docks[i].bikeInService(),
                        docks[i].bikeElsewhere(),
                        docks[i].bikeRegistered(),
                        docks[i].lock(),
                        docks[i].fault(),
                        docks[i].lockedOut(),
                        docks[i].code(),
                        docks[i].since(),
                        i < installed))
                .toList();
    }

    private static DockView dock(boolean bike, boolean inService, Lock lock, boolean fault, boolean lockedOut) {
        return new DockView(
                1,
                bike ? Optional.of(new BikeId("B-1")) : Optional.empty(),
                inService,
                false,
                true,
                lock,
                fault ? Optional.of("motor-stall") : Optional.empty(),
                lockedOut,
                Optional.empty(),
                Instant.EPOCH,
                true);
    }
}
