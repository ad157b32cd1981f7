package bici.fleet.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {
    @ParameterizedTest
    @EnumSource(names = {"LOCK_OUT", "RELEASE"})
    void whatIsAboutADockNamesIt(Order order) {
        assertThat(request(order, Optional.of(3), "").dock()).contains(3);
        assertThatThrownBy(() -> request(order, Optional.empty(), "")).hasMessageContaining("needs a dock");
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVICE_IN", "SERVICE_OUT", "REBOOT"})
    void whatIsAboutTheStationNamesNoDock(Order order) {
        assertThat(request(order, Optional.empty(), "").dock()).isEmpty();
        assertThatThrownBy(() -> request(order, Optional.of(3), "")).hasMessageContaining("takes no dock");
    }

    @Test
    void toIdentifyMayNameADock() {
        assertThat(request(Order.IDENTIFY, Optional.empty(), "").dock()).isEmpty();
        assertThat(request(Order.IDENTIFY, Optional.of(3), "").dock()).contains(3);
    }

    @Test
    void anUnlockNamesItsDock() {
        assertThat(Order.UNLOCK.needsDock()).isTrue();
        assertThat(Order.UNLOCK.takesDock()).isTrue();
    }

    @Test
    void staffDoesNotUnlock() {
        assertThatThrownBy(() -> request(Order.UNLOCK, Optional.of(3), "")).hasMessageContaining("does not unlock");
    }

    @Test
    void aNoteIsNoLongerThanItsLimit() {
        String longest = "n".repeat(StaffDesk.MAX_NOTE);
        assertThat(request(Order.REBOOT, Optional.empty(), longest).note()).isEqualTo(longest);
        assertThatThrownBy(() -> request(Order.REBOOT, Optional.empty(), longest + "n"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, StationRegister.Station.MAX_CAPACITY})
    void aStationHasUpTo500Docks(int capacity) {
        assertThat(station(capacity).capacity()).isEqualTo(capacity);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, StationRegister.Station.MAX_CAPACITY + 1})
    void noStationHasAnotherNumberOfDocks(int capacity) {
        assertThatThrownBy(() -> station(capacity)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"DOCK_FAULT, dock-fault", "STATION_OFFLINE, station-offline"})
    void programsReadAlarmsAsWords(Alarm.Kind kind, String word) {
        assertThat(kind.word()).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({"UNAUTHORISED_REMOVAL, high", "CLOCK_SKEW, medium", "QUARANTINE, low"})
    void anAlarmSaysHowSoonSomebodyShouldLook(Alarm.Kind kind, String severity) {
        assertThat(kind.severity().word()).isEqualTo(severity);
    }

    @Test
    void whoeverIsToldOfNothingTakesAnything() {
        Notices.none().tell(new Notice.StationChanged(new StationId("X")));
    }

    private static StationRegister.Station station(int capacity) {
        return new StationRegister.Station(new StationId("X"), "Parque", Optional.empty(), capacity);
    }

    private static StaffDesk.Request request(Order order, Optional<Integer> dock, String note) {
        return new StaffDesk.Request(
                new StaffId("s-1"), order, new StationId("X"), dock, note, new IdempotencyKey("k-1"));
    }
}
