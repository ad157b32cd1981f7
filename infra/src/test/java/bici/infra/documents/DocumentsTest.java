package bici.infra.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    @Test
    void everyRelativeLinkLeadsToAFile() {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : Repository.list("md")) {
            for (String link : Markdown.listLinks(Repository.read(document))) {
                String target = link.replaceAll("#.*", "");
                if (target.isEmpty() || target.contains("://") || target.startsWith("mailto:")) {
                    continue;
                }
                links++;
                Path file = Repository.root().resolve(document).resolveSibling(target);
                if (!Files.exists(file)) {
                    broken.add(document + " -> " + link);
                }
            }
        }

        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(20);
    }

    @Test
    void bothReadmesShowTheSameCommandsAndResults() {
        String english = Repository.read(Path.of("README.md"));
        String spanish = Repository.read(Path.of("README.es.md"));

        assertThat(Markdown.listBlocks(english, "sh")).isNotEmpty().isEqualTo(Markdown.listBlocks(spanish, "sh"));
        assertThat(Markdown.listBlocks(english, "text")).isNotEmpty().isEqualTo(Markdown.listBlocks(spanish, "text"));
        assertThat(firstCells(english, "verb")).isNotEmpty().isEqualTo(firstCells(spanish, "verbo"));
        assertThat(firstCells(english, "folder")).isNotEmpty().isEqualTo(firstCells(spanish, "carpeta"));
    }

    @Test
    void theWordsOfTheGlossaryAreThoseOfTheCode() {
        Map<String, String> sources = new TreeMap<>();
        Repository.list().stream()
                .filter(file -> file.toString().contains("/src/main/"))
                .filter(file -> file.toString().matches(".*\\.(java|sql|json)"))
                .forEach(file -> sources.put(file.toString(), Repository.read(file)));
        String all = String.join("\n", sources.values());
        List<List<String>> terms = Markdown.listRows(Repository.read(Path.of("docs", "GLOSSARY.md")), "term");

        List<String> unknown = terms.stream()
                .map(cells -> cells.getLast().replace("`", ""))
                .filter(name -> !Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
                        .matcher(all)
                        .find())
                .toList();
        assertThat(unknown).isEmpty();
        assertThat(terms)
                .hasSizeGreaterThan(30)
                .allSatisfy(cells -> assertThat(cells)
                        .hasSize(4)
                        .allSatisfy(cell -> assertThat(cell).isNotBlank()));
        assertThat(terms.stream().map(cells -> cells.getFirst().toLowerCase(java.util.Locale.ROOT)))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void everyDecisionSaysItsContextAndWhatItCosts() {
        Set<String> listed = new TreeSet<>(Markdown.listLinks(Repository.read(Path.of("docs/decisions/README.md"))));
        List<Path> records = Repository.list("md").stream()
                .filter(file -> file.startsWith("docs/decisions"))
                .filter(file -> !file.endsWith("README.md"))
                .toList();

        assertThat(records.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet()))
                .isEqualTo(listed);
        assertThat(records)
                .allSatisfy(file -> assertThat(Repository.read(file))
                        .contains("**Context.**", "**Decision.**", "**Consequences.**", "\n- "));
    }

    /** Parts are joined here, or this file would be found itself. */
    @Test
    void noFileNamesAMachineOrARegistryOfItsAuthors() {
        List<String> forbidden = List.of(
                "/work" + "/",
                "repo.maven" + ".apache.org",
                "repo1" + ".maven.org",
                "registry.npmjs" + ".org",
                "deb" + ".debian.org",
                "/root" + "/");
        List<String> found = new ArrayList<>();
        for (Path file : Repository.list()) {
            String text = Repository.read(file);
            forbidden.stream().filter(text::contains).forEach(word -> found.add(file + " names " + word));
        }

        assertThat(found).isEmpty();
    }

    private static List<String> firstCells(String text, String header) {
        return Markdown.listRows(text, header).stream().map(List::getFirst).toList();
    }
}
