package bici.infra.unlock;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.operations.Alarm;
import bici.infra.documents.Markdown;
import bici.infra.documents.Repository;
import bici.infra.ledger.ChargesTest;
import bici.infra.ledger.ClocksTest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/alarms.md is true: each kind has its row, each row its severity and its test. */
class AlarmRowsTest {
    private static final List<List<String>> ROWS =
            Markdown.listRows(Repository.read(Path.of("docs", "alarms.md")), "kind");

    private static List<String> tests() {
        return Stream.of(
                        AlarmsTest.class,
                        WaitingAlarmsTest.class,
                        RiderReportsTest.class,
                        UnregisteredTest.class,
                        ClocksTest.class,
                        ChargesTest.class)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .toList();
    }

    @Test
    void everyKindHasARowWithItsSeverity() {
        assertThat(ROWS.stream()
                        .map(row -> row.get(0).replace("`", "") + " " + row.get(1))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.of(Alarm.Kind.values())
                        .map(kind -> kind.word() + " " + kind.severity().word())
                        .toList());
    }

    @Test
    void everyRowNamesATestThatIsThere() {
        assertThat(ROWS.stream().map(row -> row.get(5).replace("`", "")))
                .isSubsetOf(tests())
                .doesNotHaveDuplicates();
    }
}
