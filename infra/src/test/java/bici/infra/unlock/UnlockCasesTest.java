package bici.infra.unlock;

import static org.assertj.core.api.Assertions.assertThat;

import bici.api.http.Language;
import bici.api.http.ProblemType;
import bici.fleet.trip.Refusal;
import bici.infra.documents.Markdown;
import bici.infra.documents.Repository;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/unlock-cases.md is true: each row has its test, each word its answer and its Spanish text. */
class UnlockCasesTest {
    private static final List<List<String>> ROWS =
            Markdown.listRows(Repository.read(Path.of("docs", "unlock-cases.md")), "what happens");

    private static final String APP_TEXT =
            Repository.read(Path.of("rider-api", "src", "main", "webapp", "src", "text", "rider.es.json"));

    @Test
    void everyRowNamesATestThatIsThere() {
        assertThat(ROWS).hasSizeGreaterThan(35).allSatisfy(row -> {
            String[] names = row.get(4).replace("`", "").split("\\.", -1);
            Method[] methods = Class.forName("bici.infra.unlock." + names[0]).getDeclaredMethods();
            assertThat(Stream.of(methods)
                            .filter(method -> method.isAnnotationPresent(Test.class))
                            .map(Method::getName))
                    .contains(names[1]);
        });
    }

    @Test
    void everyTestOfRacesAndPoliciesHasARow() {
        List<String> named =
                ROWS.stream().map(row -> row.get(4).replace("`", "")).toList();
        for (Class<?> tests : List.of(UnlockRacesTest.class, UnlockPoliciesTest.class)) {
            assertThat(named)
                    .containsAll(Stream.of(tests.getDeclaredMethods())
                            .filter(method -> method.isAnnotationPresent(Test.class))
                            .map(method -> tests.getSimpleName() + "." + method.getName())
                            .toList());
        }
    }

    @Test
    void everyWordIsAProblemWithThisAnswerAndASpanishText() {
        assertThat(ROWS).filteredOn(row -> !row.get(3).isEmpty()).allSatisfy(row -> {
            Optional<ProblemType> problem = ProblemType.find(row.get(3));
            assertThat(problem).isPresent();
            assertThat(problem.orElseThrow().status()).isEqualTo(Integer.parseInt(row.get(2)));
            assertThat(problem.orElseThrow().text(Language.ES).detail()).isNotBlank();
            assertThat(APP_TEXT).contains("\"problem." + row.get(3) + "\":");
        });
        assertThat(ROWS)
                .filteredOn(row -> row.get(3).isEmpty())
                .allSatisfy(row -> assertThat(row.get(2)).isIn("201", "202"));
    }

    @Test
    void everyRefusalHasARow() {
        assertThat(ROWS.stream().map(row -> row.get(3)))
                .containsAll(Stream.of(Refusal.values()).map(Refusal::word).toList());
    }
}
