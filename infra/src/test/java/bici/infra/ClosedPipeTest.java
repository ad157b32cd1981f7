package bici.infra;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.database.TestDatabase;
import bici.infra.run.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bici station list | head}: the reader had enough, and that is nobody's fault. */
class ClosedPipeTest {
    /** More than a pipe holds, so that the export is cut off in the middle. */
    private static final String MANY_TRIPS = """
            INSERT INTO trip (trip_id, bike_id, started_at, start_station_id, start_dock, ended_at, end_station_id,
              end_dock, end_fact, cause)
            SELECT 'S1.1.' || n, 'B1', timestamptz '2026-01-01 00:00Z' + n * interval '1 minute', 'S1', 1,
              timestamptz '2026-01-01 00:00Z' + n * interval '1 minute', 'S2', 1, 'S2.1.' || n, 'nobody'
            FROM generate_series(1, 20000) AS n\
            """;

    private static final String MANY_STATIONS = """
            INSERT INTO station (station_id, name, capacity, transfer, created_at)
            SELECT 'S' || n, repeat('Parque ', 10) || n, 1, false, now() FROM generate_series(1, 5000) AS n\
            """;

    /** Of before names were judged: such a station can only be a retired one. */
    private static final String HOSTILE = """
            INSERT INTO station (station_id, name, capacity, transfer, created_at, retired_at)
            VALUES ('H1', 'Parque' || chr(27) || '[2J', 20, false, timestamptz '2026-01-01 00:00Z', now());
            INSERT INTO trip (trip_id, bike_id, started_at, start_station_id, start_dock, ended_at, end_station_id,
              end_dock, end_fact, cause)
            VALUES ('H1.1.1', 'B1', timestamptz '2026-01-02 00:00Z', 'H1', 1, timestamptz '2026-01-02 00:10Z', 'H1', 2,
              'H1.1.2', 'nobody')\
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aVerbWhoseReaderLeftEndsQuietlyAsOtherProgramsDo() throws Exception {
        File errors = folder.resolve("errors").toFile();
        try (TestDatabase database = TestDatabase.create()) {
            database.change(MANY_TRIPS);
            database.change(MANY_STATIONS);
            Process export = start(errors, "export", "trips", "--database-url", database.url());
            Process list = start(errors, "station", "list", "--database-url", database.url());

            assertThat(code(export)).isEqualTo("141");
            assertThat(code(list)).isEqualTo("141");
            assertThat(Files.readString(errors.toPath()))
                    .doesNotContain("bici:", "WARN", "Exception", "export:", "Broken pipe");
        }
    }

    @Test
    void aTerminalIsShownWhatItWouldObeyAndAPipeGetsTheBytes() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            database.change(HOSTILE);

            assertThat(exported(database, "1")).contains("Parque\\u001B[2J").doesNotContain("\u001B");
            assertThat(exported(database, "")).contains("Parque\u001B[2J");
        }
    }

    private static String exported(TestDatabase database, String terminal) throws IOException {
        ProcessBuilder export = new ProcessBuilder(ChildJvm.command(
                List.of(), Main.class.getName(), List.of("export", "trips", "--database-url", database.url())));
        export.environment().put("BICI_TERMINAL_OUT", terminal);
        Process started = export.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        return new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Process start(File errors, String... words) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("bash", "-c", "\"$@\" | head -n 1 >/dev/null; echo \"${PIPESTATUS[0]}\"", "bash"));
        command.addAll(ChildJvm.command(List.of(), Main.class.getName(), List.of(words)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors))
                .start();
    }

    private static String code(Process shell) throws IOException {
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
