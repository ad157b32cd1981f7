package bici.infra.command;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.database.DatabaseUnavailable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ErrorsTest {
    private final StringWriter err = new StringWriter();

    @Command(name = "failing")
    private record Failing(RuntimeException failure) implements Runnable {
        @Override
        public void run() {
            throw failure;
        }
    }

    @Test
    void anExpectedFailureIsOneLine() {
        assertThat(run(new CommandFailed("no such file: trips.csv"), Map.of())).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("bici: no such file: trips.csv\n");
    }

    @Test
    void aMissingDatabaseIsOneLine() {
        assertThat(run(new DatabaseUnavailable("it is away"), Map.of())).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("bici: it is away\n");
    }

    @Test
    void aBugSaysHowToSeeWhereItHappened() {
        assertThat(run(new IllegalStateException("seven"), Map.of())).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("""
                        bici: unexpected java.lang.IllegalStateException: seven
                        bici: this is a bug; BICI_DEBUG=1 shows where it happened
                        """);
    }

    @Test
    void debugShowsTheStackTrace() {
        assertThat(run(new CommandFailed("no"), Map.of("BICI_DEBUG", "1"))).isEqualTo(1);
        assertThat(err.toString()).startsWith("bici: no\n").contains("\tat bici.infra.command.ErrorsTest");
    }

    private int run(RuntimeException failure, Map<String, String> environment) {
        Errors errors = new Errors(environment);
        CommandLine command = new CommandLine(new Failing(failure))
                .setExecutionExceptionHandler(errors)
                .setErr(new PrintWriter(err, true));
        return command.execute();
    }
}
