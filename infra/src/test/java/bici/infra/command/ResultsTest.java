package bici.infra.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every verb prints. */
class ResultsTest {
    private static final String HOSTILE = "Parque\u001B[2J\u0000\u009B\u202E\naudit: checks=30 violations=0";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Echoes what comes from outside. */
    @Command(name = "echo")
    private static final class Echo implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            Results.of(spec).format("%-4s %s", "S1", HOSTILE);
            Results.of(spec).line("echo: name=" + "x".repeat(3_000) + " seconds=1.5");
            Results.besideData(spec).line(HOSTILE);
        }
    }

    private void run(String... words) {
        CommandLine echo =
                new CommandLine(new Echo()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        JsonLines.addTo(echo);
        assertThat(echo.setExecutionExceptionHandler(new Errors(Map.of())).execute(words))
                .isZero();
    }

    @Test
    void nothingFromOutsideIsObeyedOrIsALineOfItsOwnAndNothingIsCut() {
        run();
        String safe = "Parque\\u001B[2J\\u0000\\u009B\\u202E\\u000Aaudit: checks=30 violations=0\n";
        assertThat(out.toString()).isEqualTo("S1   " + safe + "echo: name=" + "x".repeat(3_000) + " seconds=1.5\n");
        assertThat(err.toString()).isEqualTo(safe);
    }

    @Test
    void aSummaryIsJsonWhenThatIsAskedForAndAForgedOneIsNot() {
        run("--json");
        assertThat(out.toString().lines().toList().getLast())
                .isEqualTo("{\"summary\":\"echo\",\"name\":\"" + "x".repeat(3_000) + "\",\"seconds\":1.5}");
        assertThat(out.toString().lines().toList().getFirst()).startsWith("S1   Parque");
        assertThat(err.toString()).startsWith("Parque").hasLineCount(1);
    }
}
