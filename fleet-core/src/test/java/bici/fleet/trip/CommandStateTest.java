package bici.fleet.trip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CommandStateTest {
    @ParameterizedTest
    @EnumSource(names = {"QUEUED", "SENT", "UNKNOWN"})
    void aCommandThatMayStillBeObeyedOrToldOfHasNotEnded(CommandState state) {
        assertThat(state.isEnd()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"QUEUED", "SENT", "UNKNOWN"})
    void anyOtherHas(CommandState state) {
        assertThat(state.isEnd()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"BIKE_HELD, bike-held", "UNKNOWN_CODE, unknown-code", "STATION_OUT_OF_SERVICE, station-out-of-service"})
    void programsReadRefusalsAsWords(Refusal refusal, String word) {
        assertThat(refusal.word()).isEqualTo(word);
    }
}
