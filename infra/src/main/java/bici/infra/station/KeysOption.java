package bici.infra.station;

import bici.infra.command.Paths;
import bici.infra.database.DatabaseSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the authority of certificates lies: mixed into the verbs that change it. */
final class KeysOption {
    private static final Path USUAL = Path.of("var");

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            converter = Paths.ExistingFolder.class,
            description = "Folder with authority/; default: the data folder, var with --database-url.")
    private @Nullable Path keys;

    Path folder(DatabaseSource source) {
        return Optional.ofNullable(keys)
                .orElseGet(() -> source instanceof DatabaseSource.Folder kept ? kept.folder() : USUAL);
    }
}
