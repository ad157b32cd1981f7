package bici.infra.api;

import static org.assertj.core.api.Assertions.assertThat;

import bici.api.http.Language;
import bici.api.http.ProblemType;
import bici.fleet.trip.Refusal;
import bici.infra.documents.Repository;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/PROBLEMS.md} is the table of the code. */
class ProblemTableTest {
    private static final String DOCUMENT = "docs/PROBLEMS.md";

    @Test
    void theDocumentHasEveryProblemAndNoOther() {
        List<String> rows = Repository.read(Path.of(DOCUMENT))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .toList();
        List<String> table =
                Arrays.stream(ProblemType.values()).map(ProblemTableTest::row).toList();

        assertThat(rows).isEqualTo(table);
    }

    private static String row(ProblemType type) {
        ProblemType.Text spanish = type.text(Language.ES);
        ProblemType.Text english = type.text(Language.EN);
        return "| `%s` | %d | %s. %s | %s. %s |"
                .formatted(
                        type.word(),
                        type.status(),
                        spanish.title(),
                        spanish.detail(),
                        english.title(),
                        english.detail());
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void everyRefusalIsAProblemOfTheSameWord(Refusal refusal) {
        assertThat(ProblemType.find(refusal.word())).isPresent();
    }
}
