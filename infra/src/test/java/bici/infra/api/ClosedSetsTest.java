package bici.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import bici.api.contract.Contracts;
import bici.api.http.Language;
import bici.api.http.ProblemType;
import bici.api.operator.AlarmJson;
import bici.fleet.availability.BikeView;
import bici.fleet.dock.Birth;
import bici.fleet.dock.HealthReading;
import bici.fleet.operations.Alarm;
import bici.fleet.operations.Order;
import bici.fleet.operations.RiderReport;
import bici.fleet.people.Role;
import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.trip.RiderTrip;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.StationId;
import bici.fleet.vocabulary.StrayCharacter;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A closed set of the code is the same in the contract, from which the pages take their types and the list of texts that
 * they must have; and what the server itself says of each value is there in both languages.
 */
class ClosedSetsTest {
    private static final Pattern FAMILIAR = Pattern.compile(
            "\\b(tú|tu|tus|ti|te|tuyo|tuya|puedes|tienes|debes|quieres|la sala)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    static Stream<Arguments> sets() {
        return Stream.of(
                Arguments.of("rider", "Role", words(Role.values())),
                Arguments.of("operator", "Role", words(Role.values())),
                Arguments.of("rider", "Refusal", words(Refusal.values())),
                Arguments.of("operator", "Refusal", words(Refusal.values())),
                Arguments.of("rider", "ProblemWord", words(ProblemType.values())),
                Arguments.of("rider", "UnlockState", words(CommandState.values())),
                Arguments.of("operator", "CommandState", words(CommandState.values())),
                Arguments.of("rider", "TripState", words(RiderTrip.State.values())),
                Arguments.of("operator", "TripState", words(RiderTrip.State.values())),
                Arguments.of("rider", "TripRemark", words(RiderTrip.Remark.values())),
                Arguments.of("operator", "Order", words(Order.values())),
                Arguments.of("operator", "BikePlace", words(BikeView.Place.values())),
                Arguments.of("rider", "ReportKind", words(RiderReport.Kind.values())),
                Arguments.of("operator", "ReportKind", words(RiderReport.Kind.values())),
                Arguments.of("rider", "ReportState", words(RiderReport.State.values())),
                Arguments.of("operator", "ReportState", words(RiderReport.State.values())),
                Arguments.of("operator", "ReportAct", words(RiderReport.Act.values())),
                Arguments.of("rider", "StrayCharacter.kind", words(StrayCharacter.Kind.values())),
                Arguments.of("operator", "StrayCharacter.kind", words(StrayCharacter.Kind.values())),
                Arguments.of("analyst", "StrayCharacter.kind", words(StrayCharacter.Kind.values())),
                Arguments.of("operator", "AlarmKind", words(Alarm.Kind.values())),
                Arguments.of("operator", "Severity", words(Alarm.Severity.values())),
                Arguments.of("operator", "OperatorDock.lock", words(Birth.Lock.values())),
                Arguments.of(
                        "operator",
                        "ReadingName",
                        Stream.concat(HealthReading.NAMES.stream(), Stream.of("doorOpen", "mainsOn"))
                                .toList()));
    }

    @ParameterizedTest(name = "{1} of {0}.yaml")
    @MethodSource("sets")
    void theContractAndTheCodeHaveTheSameValues(String contract, String path, List<String> values) {
        assertThat(valuesOf(contract, path)).containsExactlyInAnyOrderElementsOf(values);
    }

    @ParameterizedTest
    @EnumSource(Alarm.Kind.class)
    void everyAlarmIsSaidInBothLanguages(Alarm.Kind kind) {
        Alarm alarm = new Alarm(
                "a",
                kind,
                Optional.of(new StationId("uis")),
                Optional.of(7),
                Optional.of(new BikeId("B0042")),
                Instant.EPOCH,
                "evidence");
        JsonObject spanish = AlarmJson.alarms(List.of(alarm), Language.ES).getJsonObject(0);
        JsonObject english = AlarmJson.alarms(List.of(alarm), Language.EN).getJsonObject(0);
        for (String field : List.of("text", "todo")) {
            assertThat(spanish.getString(field))
                    .isNotBlank()
                    .isNotEqualTo(english.getString(field))
                    .doesNotContainPattern(FAMILIAR);
            assertThat(english.getString(field)).isNotBlank().doesNotContain("off line");
        }
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void everyProblemIsSaidInBothLanguages(ProblemType type) {
        ProblemType.Text spanish = type.text(Language.ES);
        ProblemType.Text english = type.text(Language.EN);
        assertThat(spanish.title() + ". " + spanish.detail())
                .isNotEqualTo(english.title() + ". " + english.detail())
                .doesNotContainPattern(FAMILIAR);
        assertThat(english.title() + english.detail()).doesNotContain("off line");
    }

    @Test
    void theUnlockOfARiderIsNoOrderOfStaff() {
        assertThat(valuesOf("operator", "CommandOrder.order"))
                .containsExactlyInAnyOrderElementsOf(words(Order.values()).stream()
                        .filter(word -> !word.equals("unlock"))
                        .toList());
    }

    private static List<String> valuesOf(String contract, String path) {
        String[] parts = path.split("\\.", -1);
        JsonObject schema = Contracts.read(contract)
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject(parts[0]);
        JsonObject set =
                parts.length == 1 ? schema : schema.getJsonObject("properties").getJsonObject(parts[1]);
        return set.getJsonArray("enum").stream().map(String::valueOf).toList();
    }

    private static List<String> words(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }
}
