package bici.infra.command;

import bici.infra.database.DatabaseSource;
import bici.infra.database.DatabaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which database: mixed into each verb that needs one ({@code @Mixin DatabaseOptions database}). */
public final class DatabaseOptions {
    /** Where a verb keeps its data that may make some, when nobody says where. */
    public static final Path USUAL_FOLDER = Path.of("var");

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private @Nullable Choice choice;

    /** One of the two. */
    static final class Choice {
        @Option(
                names = "--data",
                converter = Paths.Folder.class,
                paramLabel = "DIR",
                description = "Folder of the embedded database and the stations' files; made when it is not there.")
        private @Nullable Path folder;

        @Option(
                names = "--database-url",
                paramLabel = "URL",
                description = "A TimescaleDB of your own: postgresql://user@host:5432/name; the password from"
                        + " BICI_DATABASE_PASSWORD or ~/.pgpass.")
        private @Nullable String url;
    }

    /** Empty when neither option was given; the verb then has its own way. */
    public Optional<DatabaseSource> find(CommandSpec spec) {
        return find(spec, System.getenv());
    }

    Optional<DatabaseSource> find(CommandSpec spec, Map<String, String> environment) {
        Choice chosen = choice;
        if (chosen == null) {
            return Optional.empty();
        }
        if (chosen.folder != null) {
            return Optional.of(new DatabaseSource.Folder(chosen.folder));
        }
        try {
            return Optional.of(new DatabaseSource.Server(DatabaseUrl.parse(
                    String.valueOf(chosen.url), environment.getOrDefault("BICI_DATABASE_PASSWORD", ""))));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--database-url: " + e.getMessage(), e);
        }
    }

    /** For verbs that work on what is there: one of the two options must name it (else exit code 2). */
    public DatabaseSource get(CommandSpec spec) {
        DatabaseSource source = find(spec)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "which database? give --data DIR (the embedded one) or --database-url URL"));
        if (source instanceof DatabaseSource.Folder kept
                && !Files.isDirectory(kept.folder().resolve("database"))) {
            throw new ParameterException(spec.commandLine(), "--data: there is no database in " + kept.folder());
        }
        return source;
    }
}
