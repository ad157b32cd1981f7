package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import bici.api.rider.RiderJson;
import bici.fleet.operations.Alarm;
import bici.fleet.trip.RiderTrip;
import bici.infra.documents.Markdown;
import bici.infra.documents.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/arrival-cases.md is true: each row has its test, each test its row, each remark its text in both languages. */
class ArrivalCasesDocumentTest {
    private static final int REMARK = 3;
    private static final int ALARM = 5;
    private static final int TEST = 6;

    private static final List<List<String>> ROWS =
            Markdown.listRows(Repository.read(Path.of("docs", "arrival-cases.md")), "what arrives");

    @Test
    void everyRowNamesATestAndEveryTestHasARow() {
        List<String> there = Stream.of(
                        ArrivalCasesTest.class, ChargesTest.class, ClocksTest.class, CopiedTagsTest.class)
                .flatMap(tests -> Stream.of(tests.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(method -> tests.getSimpleName() + "." + method.getName()))
                .toList();
        assertThat(ROWS.stream().map(row -> row.get(TEST).replace("`", ""))).containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void everyAlarmNamedIsOneThatThereIs() {
        List<String> named = ROWS.stream()
                .map(row -> row.get(ALARM))
                .filter(word -> !word.equals("-"))
                .toList();
        List<String> kinds =
                Stream.of(Alarm.Kind.values()).map(Alarm.Kind::word).toList();
        assertThat(named).isNotEmpty().isSubsetOf(kinds);
    }

    @Test
    void everyRemarkOfATripHasARowAndATextInBothLanguages() {
        List<String> words =
                Stream.of(RiderTrip.Remark.values()).map(RiderJson::word).toList();
        List<String> named = ROWS.stream()
                .map(row -> row.get(REMARK))
                .filter(word -> !word.equals("-"))
                .distinct()
                .toList();
        assertThat(named).containsExactlyInAnyOrderElementsOf(words);
        for (String language : List.of("es", "en")) {
            String texts = Repository.read(
                    Path.of("rider-api", "src", "main", "webapp", "src", "text", "rider." + language + ".json"));
            assertThat(words)
                    .allSatisfy(word -> assertThat(texts)
                            .contains("\"trip.remark." + word + "\":")
                            .contains("\"trip.chip." + word + "\":"));
        }
    }
}
