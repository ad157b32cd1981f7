package bici.infra.run;

import bici.infra.command.Paths;
import bici.infra.database.DatabaseSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a run that has server and database of its own leaves them: mixed into the verbs that examine the product. */
public final class KeepOption {
    @Option(
            names = "--data",
            converter = Paths.Folder.class,
            paramLabel = "DIR",
            description =
                    "Keep everything in this folder: database, logs, journals; default: a temporary folder, removed"
                            + " afterwards.")
    private @Nullable Path folder;

    /**
     * Where this run takes place.
     *
     * @param name of the verb, and so of a temporary folder
     */
    public RunPlace place(String name) {
        return RunPlace.of(Optional.ofNullable(folder).map(DatabaseSource.Folder::new), name);
    }
}
