package bici.infra.watch;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.documents.Markdown;
import bici.infra.documents.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** docs/station-capabilities.md names eighteen capabilities, and tests that are there. */
class CapabilitiesTest {
    private static final int CAPABILITIES = 18;
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    private static final List<List<String>> ROWS =
            Markdown.listRows(Repository.read(Path.of("docs", "station-capabilities.md")), "no");

    @Test
    void everyCapabilityHasItsRow() {
        assertThat(ROWS.stream().map(row -> row.get(0)))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, CAPABILITIES)
                        .mapToObj(String::valueOf)
                        .toList());
    }

    @Test
    void everyTestIsThere() {
        List<Path> files = Repository.list("java");
        for (List<String> row : ROWS) {
            List<String[]> tests = TEST.matcher(row.get(2))
                    .results()
                    .map(found -> new String[] {found.group(1), found.group(2)})
                    .toList();
            assertThat(tests).as(row.get(1)).isNotEmpty();
            for (String[] test : tests) {
                assertThat(files.stream()
                                .filter(file -> file.endsWith(test[0] + ".java"))
                                .map(Repository::read))
                        .as(test[0] + "." + test[1])
                        .anyMatch(source -> source.contains("void " + test[1] + "("));
            }
        }
    }
}
