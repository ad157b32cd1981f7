package bici.fleet.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.operations.StationConditions.ConfigState;
import bici.fleet.operations.StationConfigs.Config;
import bici.fleet.operations.StationConfigs.Request;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StationConfigsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final Config wanted = Config.of(3, Map.of("heartbeatMs", "30000", "lamp.brightnessPercent", "40"));

    /** PROTOCOL.md, "Config": the example there. */
    @Test
    void settingsHaveTheHashThatTheProtocolGivesThem() {
        assertThat(wanted.version()).isEqualTo(3);
        assertThat(wanted.hash()).isEqualTo("9dd4f94e0fc09264765f3e5434049ad811ed3266eaf01e1b8df2af71f31faf13");
    }

    /** The first character of the second lies beyond the basic plane: UTF-16 would put it before the first. */
    @Test
    void settingsStandByTheBytesOfTheirNames() {
        Map<String, String> settings = Map.of("\ud83d\udeb2", "2", "\uff41", "1", "a", "0");
        assertThat(Config.of(1, settings).settings().values()).containsExactly("0", "1", "2");
        assertThat(new Config(1, "", new TreeMap<>(settings)).settings().values())
                .containsExactly("0", "1", "2");
    }

    @Test
    void aStationHasAdoptedWhatItSaysItRunsOn() {
        assertThat(state(Optional.of(wanted.hash()), Optional.empty()).isAdopted())
                .isTrue();
        assertThat(state(Optional.of("another"), Optional.empty()).isAdopted()).isFalse();
        assertThat(state(Optional.empty(), Optional.empty()).isAdopted()).isFalse();
        assertThat(state(Optional.of(wanted.hash()), Optional.of("unknown-setting"))
                        .isAdopted())
                .isFalse();
    }

    @Test
    void aStationHasUpTo64Settings() {
        assertThat(request(StationConfigs.MAX_SETTINGS).settings()).hasSize(64);
        assertThatThrownBy(() -> request(StationConfigs.MAX_SETTINGS + 1)).hasMessageContaining("up to 64 settings");
    }

    @ParameterizedTest
    @CsvSource({
        "heartbeatMs, -1, TOO_SMALL",
        "heartbeatMs, 999, TOO_SMALL",
        "heartbeatMs, 1000,",
        "heartbeatMs, 900000,",
        "heartbeatMs, 900001, TOO_LARGE",
        "heartbeatMs, 99999999999999999999, NO_WHOLE_NUMBER",
        "heartbeatMs, soon, NO_WHOLE_NUMBER",
        "heartbeatMs, 3e4, NO_WHOLE_NUMBER",
        "heartbeatMs, 030000, NO_WHOLE_NUMBER",
        "lamp.brightnessPercent, 0,",
        "lamp.brightnessPercent, 100,",
        "lamp.brightnessPercent, 101, TOO_LARGE",
        "horn.pauseMs, 0,",
        "horn.pauseMs, -5, TOO_SMALL",
        "lamp.mode, -1,"
    })
    void aSettingIsWithinTheBoundsThatItsNameSays(String name, String value, StationSettings.@Nullable Fault fault) {
        assertThat(StationSettings.findFault(name, value)).isEqualTo(Optional.ofNullable(fault));
        if (fault != null) {
            assertThatThrownBy(() -> new Request(new StaffId("s-1"), new StationId("X"), Map.of(name, value), ""))
                    .hasMessageContaining(name);
        }
    }

    private ConfigState state(Optional<String> reported, Optional<String> refused) {
        return new ConfigState(wanted, NOON, Optional.of(3L), reported, refused, Optional.of(NOON));
    }

    private static Request request(int settings) {
        return new Request(
                new StaffId("s-1"),
                new StationId("X"),
                IntStream.range(0, settings).boxed().collect(Collectors.toMap(i -> "s" + i, i -> "on")),
                "");
    }
}
