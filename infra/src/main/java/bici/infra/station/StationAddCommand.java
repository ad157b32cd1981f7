package bici.infra.station;

import bici.fleet.operations.ServiceArea;
import bici.fleet.operations.StationRegister.Position;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.operations.StationRules;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.StationAuthority;
import bici.infra.command.CommandLineAuthor;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.Ids;
import bici.infra.command.Paths;
import bici.infra.database.Database;
import bici.infra.database.DatabaseSource;
import bici.infra.machine.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bici station add}. */
@Command(
        name = "add",
        description = "Take a station in (or change it) and make its certificate: 90 days, in DIR/stations/ID.",
        footer = "The folder it prints holds the station's private key: hand it over and keep no copy.")
public final class StationAddCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Parameters(
            index = "0",
            converter = Ids.OfStation.class,
            paramLabel = "ID",
            description = "Such as S01: letters, digits, '-' and '_'.")
    private StationId id = new StationId("none"); // picocli puts the real one

    @Option(names = "--name", description = "What riders read; default: the id.")
    private @Nullable String name;

    @Option(names = "--docks", defaultValue = "20", description = "Number of docks; default ${DEFAULT-VALUE}.")
    private int docks;

    @Option(names = "--position", paramLabel = "LAT,LON", description = "Degrees, WGS 84, such as 7.1407,-73.1210.")
    private @Nullable String position;

    @Option(names = "--transfer", description = "Riders change between bus and bike here.")
    private boolean transfer;

    @Option(
            names = "--service-area",
            paramLabel = "SOUTH,WEST,NORTH,EAST",
            description = "Where stations may stand, in degrees; default: Colombia. A position outside is refused.")
    private @Nullable String area;

    @Option(
            names = "--keys",
            converter = Paths.Folder.class,
            paramLabel = "DIR",
            description = "Folder of authority/ and stations/; default: the data folder.")
    private @Nullable Path keys;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        DatabaseSource source = database.find(spec).orElseGet(() -> new DatabaseSource.Folder(Path.of("var")));
        Station station = station();
        Path folder = Optional.ofNullable(keys)
                .orElseGet(() -> source instanceof DatabaseSource.Folder kept ? kept.folder() : Path.of("var"));
        Clock clock = Clock.systemUTC();
        try (Database opened = Database.open(source, Progress.onTerminal())) {
            Path credentials = StationAuthority.open(folder, List.of(), clock).createStation(station.id());
            new PostgresStationRegister(opened.dataSource(), clock, serviceArea())
                    .put(List.of(station), CommandLineAuthor.get());
            spec.commandLine()
                    .getOut()
                    .printf("station: id=%s docks=%d credentials=%s%n", station.id(), docks, credentials);
            return 0;
        }
    }

    private Station station() {
        try {
            Station station = new Station(
                    id,
                    Optional.ofNullable(name).orElse(id.value()),
                    Optional.ofNullable(position).map(StationAddCommand::position),
                    docks,
                    transfer);
            // Before a certificate is made.
            StationRules.check(station, serviceArea());
            return station;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private ServiceArea serviceArea() {
        return area == null ? ServiceArea.COLOMBIA : ServiceArea.parse(area);
    }

    private static Position position(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("a position is LAT,LON in degrees: " + text);
        }
        try {
            return new Position(Double.parseDouble(parts[0].trim()), Double.parseDouble(parts[1].trim()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a position is LAT,LON in degrees: " + text, e);
        }
    }
}
