package bici.infra.station;

import bici.fleet.vocabulary.StationId;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.Ids;
import bici.infra.command.NoteOption;
import bici.infra.command.Paths;
import bici.infra.database.DatabaseSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which station is taken something away from, where that is kept, and why: mixed into the verbs that do so. */
final class StationInService {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final NoteOption note = new NoteOption();

    @Parameters(
            index = "0",
            paramLabel = "ID",
            converter = Ids.OfStation.class,
            description = "The station, such as S01; 'bici station list' lists all.")
    private StationId id = new StationId("none"); // picocli puts the real one

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            converter = Paths.ExistingFolder.class,
            description = "Folder with authority/, which made the certificates; default: the data folder, var with"
                    + " --database-url.")
    private @Nullable Path keys;

    StationId id() {
        return id;
    }

    String note() {
        return note.text();
    }

    DatabaseSource database(CommandSpec spec) {
        return database.get(spec);
    }

    Certificates certificates(DatabaseSource source) {
        Path folder = Optional.ofNullable(keys).orElseGet(() -> source.folderOr(DatabaseOptions.USUAL_FOLDER));
        return new Certificates(folder, id);
    }
}
