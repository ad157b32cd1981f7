package bici.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.machine.Progress;
import bici.infra.machine.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An empty database as {@link EmbeddedDatabase} makes it, made once for all tests of a class: each copies its files. */
record MadeCluster(Path home) {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** @param home an empty folder */
    static MadeCluster in(Path home) {
        EmbeddedDatabase.start(home, Progress.SILENT).close();
        return new MadeCluster(home);
    }

    /** The folder then has the database of one that was opened and closed. */
    void copyTo(Path folder) {
        try {
            PostgresAccount.choose(home.resolve("database")).letThrough(folder);
            Shell.Result copied = Shell.run(
                    folder,
                    LIMIT,
                    Map.of(),
                    List.of("cp", "--archive", home.resolve("database").toString(), folder.toString()));
            assertThat(copied.isSuccess()).as(copied.output()).isTrue();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
