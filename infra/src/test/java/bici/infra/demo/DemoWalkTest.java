package bici.infra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.database.DatabaseSource;
import bici.infra.database.TestDatabase;
import bici.infra.documents.Markdown;
import bici.infra.documents.Repository;
import bici.infra.machine.Progress;
import bici.infra.machine.Shell;
import bici.infra.run.EndOfRun;
import bici.infra.run.RunPlace;
import bici.simulator.live.Tempo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The walk by curl of README.md, as it stands there, against a demo that runs. */
class DemoWalkTest {
    private static final String README = Repository.read(Path.of("README.md"));
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Map<String, String> addresses = new HashMap<>();
    private String walked = "";

    @Test
    void aRiderByHandSignsInFindsUnlocksRidesDocksAndReadsTheReceipt() {
        DemoOptions options = new DemoOptions(
                1,
                Optional.of(Duration.ofSeconds(1)),
                new Tempo(1),
                0,
                0,
                new DemoOptions.Ports(0, 0, 0),
                Optional.empty());
        try (TestDatabase database = TestDatabase.create();
                EndOfRun ending = EndOfRun.beforeTheRest();
                RunPlace place = RunPlace.of(Optional.of(new DatabaseSource.Server(database.address())), "demo")) {
            DemoSummary summary =
                    new DemoRun(options, place, Clock.systemUTC(), Progress.onTerminal(), this::hear, ending).run();

            String expected = Markdown.listBlocks(README, "text").get(2).strip();
            assertThat(walked).contains("\"tripId\":", expected, "\"totalCop\":");
            assertThat(summary.opened()).isGreaterThanOrEqualTo(1);
            assertThat(summary.violations()).isZero();
        }
    }

    /** Lines of the welcome; the demo waits at its last one while the walk is walked. */
    private void hear(String line) {
        List.of("rider app", "the street").stream()
                .filter(line::startsWith)
                .forEach(name -> addresses.put(
                        name, line.substring(name.length()).strip().replaceAll("/$", "")));
        if (line.startsWith("ready:")) {
            walked = walk();
        }
    }

    private String walk() {
        String script = Markdown.listBlocks(README, "sh").stream()
                .filter(block -> block.startsWith("API="))
                .findFirst()
                .orElseThrow()
                .replace("http://127.0.0.1:8080", addresses.getOrDefault("rider app", ""))
                .replace("http://127.0.0.1:8090", addresses.getOrDefault("the street", ""));
        try {
            Shell.Result result = Shell.run(Repository.root(), LIMIT, Map.of(), List.of("bash", "-eu", "-c", script));
            assertThat(result.exitCode()).as(result.output()).isZero();
            return result.output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
