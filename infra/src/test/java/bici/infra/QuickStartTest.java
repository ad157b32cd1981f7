package bici.infra;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.documents.Markdown;
import bici.infra.documents.Repository;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README.md promises a newcomer, done. The launcher itself is tested apart. */
class QuickStartTest {
    private static final String README = Repository.read(Path.of("README.md"));
    private static final List<String> RESULTS = Markdown.listBlocks(README, "text");

    @Test
    void theFirstCommandsOfTheReadmeEndAsItSays() {
        List<String> commands =
                Markdown.listBlocks(README, "sh").getFirst().lines().toList();
        assertThat(commands)
                .hasSize(3)
                .allSatisfy(command -> assertThat(command).startsWith("./bici "));

        assertThat(run(commands.get(0))).endsWith(" fail=0");
        assertThat(run(commands.get(1))).satisfies(QuickStartTest::isALivelyDemo);
        assertThat(run(commands.get(2))).isEqualTo(RESULTS.get(1).strip());
    }

    /** As shown, with a number for each N; and enough happened in its minute. */
    private static void isALivelyDemo(String line) {
        assertThat(line).matches(RESULTS.getFirst().strip().replace("=N", "=[0-9]+"));
        assertThat(number(line, "trips_opened")).isGreaterThanOrEqualTo(20);
        assertThat(number(line, "trips_closed")).isGreaterThanOrEqualTo(10);
    }

    private static long number(String line, String name) {
        return Pattern.compile(name + "=([0-9]+)")
                .matcher(line)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theReadmeHasALineForEachVerb() {
        List<String> verbs = Markdown.listRows(README, "verb").stream()
                .map(cells -> cells.getFirst().replace("`", ""))
                .toList();

        assertThat(verbs)
                .containsExactlyInAnyOrderElementsOf(
                        Main.commandLine(Map.of()).getSubcommands().keySet());
    }

    /** The last line printed. Paths count from the root, where a newcomer stands. */
    private static String run(String command) {
        String[] arguments = Stream.of(command.split(" ", -1))
                .skip(1)
                .map(word -> Files.exists(Repository.root().resolve(word))
                        ? Repository.root().resolve(word).toString()
                        : word)
                .toArray(String[]::new);
        StringWriter printed = new StringWriter();
        int exitCode = Main.commandLine(System.getenv())
                .setOut(new PrintWriter(printed, true))
                .execute(arguments);
        assertThat(exitCode).as(printed.toString()).isZero();
        return printed.toString().lines().reduce("", (before, line) -> line);
    }
}
