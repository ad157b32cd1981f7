package bici.infra;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.database.DatabaseAddress;
import bici.infra.database.TestDatabase;
import bici.infra.run.ChildJvm;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bici export trips | head}: the reader had enough, and that is nobody's fault. */
class ClosedPipeTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void anExportWhoseReaderLeftEndsQuietlyAsOtherProgramsDo() throws Exception {
        File errors = folder.resolve("errors").toFile();
        try (TestDatabase database = TestDatabase.create()) {
            DatabaseAddress address = database.address();
            String url = "postgresql://" + address.user() + ":" + address.password() + "@"
                    + address.jdbcUrl().substring("jdbc:postgresql://".length());
            List<String> command =
                    new ArrayList<>(List.of("bash", "-c", "\"$@\" | true; echo \"${PIPESTATUS[0]}\"", "bash"));
            command.addAll(ChildJvm.command(
                    List.of("-XX:TieredStopAtLevel=1"),
                    Main.class.getName(),
                    List.of("export", "trips", "--database-url", url)));
            Process shell = new ProcessBuilder(command).redirectError(errors).start();

            String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(printed.strip()).isEqualTo("141");
            assertThat(Files.readString(errors.toPath())).doesNotContain("bici:", "Exception", "export:");
        }
    }
}
