package bici.infra.station;

import bici.fleet.operations.ServiceArea;
import bici.fleet.operations.StationRegister;
import bici.fleet.operations.StationRegister.Position;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.operations.StationRules;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.vocabulary.StationId;
import bici.gateway.credentials.StationAuthority;
import bici.infra.command.CommandFailed;
import bici.infra.command.CommandLineAuthor;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.Ids;
import bici.infra.command.Numbers;
import bici.infra.command.Paths;
import bici.infra.command.Results;
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
        footer = {
            "",
            "Example:",
            "  bici station add S01 --name 'Parque Santander' --position 7.1193,-73.1227 --data var",
            "The folder it prints holds the station's private key: hand it over and keep no copy.",
            "Without --data or --database-url the data is kept in var/."
        })
public final class StationAddCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Parameters(
            index = "0",
            converter = Ids.OfStation.class,
            paramLabel = "ID",
            description = "Such as S01: up to 32 letters, digits, '-' and '_'.")
    private StationId id = new StationId("none"); // picocli puts the real one

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What riders read, up to 100 characters; default: the id.")
    private @Nullable String name;

    @Option(
            names = "--docks",
            paramLabel = "N",
            converter = Numbers.Docks.class,
            defaultValue = "20",
            description = "Number of docks, 1 to 500; default ${DEFAULT-VALUE}.")
    private int docks;

    @Option(
            names = "--position",
            converter = Places.OfPosition.class,
            paramLabel = "LAT,LON",
            description = "Degrees, WGS 84, such as 7.1407,-73.1210; default: not known.")
    private @Nullable Position position;

    @Option(names = "--transfer", description = "Riders change between bus and bike here.")
    private boolean transfer;

    @Option(
            names = "--service-area",
            converter = Places.OfArea.class,
            paramLabel = "SOUTH,WEST,NORTH,EAST",
            description = "Where stations may stand, in degrees; default: Colombia. A position outside is refused.")
    private @Nullable ServiceArea area;

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
        DatabaseSource source =
                database.find(spec).orElseGet(() -> new DatabaseSource.Folder(DatabaseOptions.USUAL_FOLDER));
        Station station = station();
        Path folder = Optional.ofNullable(keys).orElseGet(() -> source.folderOr(DatabaseOptions.USUAL_FOLDER));
        Clock clock = Clock.systemUTC();
        try (Database opened = Database.open(source, Progress.onTerminal())) {
            StationRegister register = new PostgresStationRegister(opened.dataSource(), clock, serviceArea());
            register.findLookAlike(station.id()).ifPresent(known -> {
                throw new CommandFailed(
                        "there is a station " + known + " already, which differs only in upper and lower"
                                + " case: people and file systems would take the two for one");
            });
            refuseATwin(register, station);
            Path credentials = StationAuthority.open(folder, List.of(), clock).createStation(station.id());
            register.put(List.of(station), CommandLineAuthor.get());
            Results.of(spec).format("station: id=%s docks=%d credentials=%s", station.id(), docks, credentials);
            return 0;
        }
    }

    /** A mistyped id, most likely: on a map and in a list the two could not be told apart. */
    private static void refuseATwin(StationRegister register, Station station) {
        register.listStations().stream()
                .filter(other ->
                        !other.id().equals(station.id()) && other.name().equals(station.name()))
                .filter(other ->
                        station.position().isPresent() && other.position().equals(station.position()))
                .findFirst()
                .ifPresent(other -> {
                    throw new CommandFailed(
                            "station " + other.id() + " has this name and stands at this place: riders could not tell"
                                    + " the two apart. Give another --name, or take that one out"
                                    + " first: bici station retire " + other.id());
                });
    }

    private Station station() {
        String read = Optional.ofNullable(name).orElse(id.value());
        checked("--name", new Station(id, read, Optional.empty(), docks, transfer));
        return checked("--position", new Station(id, read, Optional.ofNullable(position), docks, transfer));
    }

    /** Before a certificate is made. */
    private Station checked(String option, Station station) {
        try {
            StationRules.check(station, serviceArea());
            return station;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
        }
    }

    private ServiceArea serviceArea() {
        return Optional.ofNullable(area).orElse(ServiceArea.COLOMBIA);
    }
}
