package bici.infra.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.documents.Markdown;
import bici.infra.documents.Repository;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureDocumentTest {
    private static final String DOCUMENT = Repository.read(Path.of("docs", "ARCHITECTURE.md"));

    @Test
    void theTableOfModulesIsTheListOfRules() {
        assertThat(rows("module")).isEqualTo(lines(House.MODULES));
    }

    @Test
    void theTableOfFleetPackagesIsTheListOfRules() {
        assertThat(rows("package")).isEqualTo(lines(House.FLEET));
    }

    @Test
    void thePageStaysOnePage() {
        assertThat(DOCUMENT.lines()).hasSizeLessThanOrEqualTo(120);
    }

    private static List<String> rows(String header) {
        return Markdown.listRows(DOCUMENT, header).stream()
                .map(cells -> "| " + String.join(" | ", cells) + " |")
                .toList();
    }

    private static List<String> lines(List<Part> parts) {
        return parts.stream().map(Part::toMarkdown).toList();
    }
}
