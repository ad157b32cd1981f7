package bici.infra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.run.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The demo as a program of its own that is told to end. */
class DemoSignalTest {
    private static final Pattern FOLDER = Pattern.compile("database: embedded, in (.*)");

    private final List<String> lines = new ArrayList<>();

    @Test
    void aSignalEndsALivingCityWithItsLastLineAndLeavesNothingBehind() throws Exception {
        endsInOrderAfter("ready: Ctrl-C ends the demo");
        assertThat(lines.getLast()).matches("demo: stations=20 bikes=200 .* violations=0");
    }

    @Test
    void aSignalWhileItStartsLeavesNothingBehind() throws Exception {
        endsInOrderAfter("start the server");
        assertThat(lines).noneMatch(line -> line.startsWith("demo: stations"));
    }

    private void endsInOrderAfter(String sign) throws IOException, InterruptedException {
        Process demo = new ProcessBuilder(ChildJvm.command(
                        List.of(),
                        "bici.infra.Main",
                        List.of("demo", "--http-port=0", "--mqtt-port=0", "--street-port=0")))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(demo.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                // Not by the process itself, which would close the stream we read.
                if (line.equals(sign)) {
                    demo.toHandle().destroy();
                }
            }
            assertThat(demo.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            demo.destroyForcibly();
        }
        assertThat(lines).contains(sign);
        assertThat(folder()).as(String.join("\n", lines)).doesNotExist();
    }

    private Path folder() {
        for (String line : lines) {
            Matcher matcher = FOLDER.matcher(line);
            if (matcher.matches()) {
                return Path.of(matcher.group(1));
            }
        }
        throw new AssertionError("no folder in " + lines);
    }
}
