package bici.infra.demo;

import bici.infra.command.Addresses;
import bici.infra.command.CommandFailed;
import bici.infra.command.Numbers;
import bici.infra.command.Paths;
import bici.infra.command.Results;
import bici.infra.machine.Progress;
import bici.infra.simulation.VirtualOptions;
import bici.simulator.live.Stickers;
import bici.simulator.replay.BadInput;
import bici.simulator.rider.Api;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bici simulate}: the city of the demo against any server, or days of faults around the core alone. */
@Command(
        name = "simulate",
        description =
                "Let the stations and riders of a simulated Bucaramanga use a server that runs already, or the core alone.",
        footer = {
            "",
            "Example, beside a server in another terminal:",
            "  bici simulate --server http://127.0.0.1:8080 --for 15m --link SECRET",
            "With --virtual, --planted or --permutations there is no server: days in virtual time, each made by a seed.",
            "The server needs stations S01 to S20, or some of them ('bici station add'), the bikes B0001 to B0200",
            "('bici bike add'), and --demo-inbox for phones.",
            "Stations that never ran begin with bikes in half of their docks. The last line says what people lived through."
        })
public final class SimulateCommand implements Callable<Integer> {
    @Mixin
    private final CityOptions city = new CityOptions();

    @Mixin
    private final VirtualOptions virtual = new VirtualOptions();

    @Option(
            names = "--server",
            converter = Addresses.Http.class,
            paramLabel = "URL",
            description = "The server's address for people, such as http://127.0.0.1:8080.")
    private @Nullable URI server;

    @Option(
            names = "--mqtt",
            converter = Addresses.Mqtt.class,
            paramLabel = "URL",
            description = "The server's address for stations; default: ssl://, the host of --server, port 8883.")
    private @Nullable URI mqtt;

    @Option(
            names = "--stations",
            converter = Paths.Folder.class,
            paramLabel = "DIR",
            defaultValue = "var/stations",
            description = "A folder for each station with its certificate; default ${DEFAULT-VALUE}.")
    private Path stations = Path.of("");

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private @Nullable Codes codes;

    @Option(
            names = "--cards",
            converter = Numbers.CountOrNone.class,
            paramLabel = "N",
            defaultValue = "0",
            description = "Riders with a card that the server knows, numbered as a demo's; default ${DEFAULT-VALUE}.")
    private int cards;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    /** Where the codes printed on docks and bikes are known from. */
    static final class Codes {
        @Option(
                names = "--codes",
                converter = Paths.Input.class,
                paramLabel = "FILE",
                description = "The operator's sticker list as CSV.")
        private @Nullable Path file;

        @Option(
                names = "--link",
                paramLabel = "SECRET",
                description = "A technician's sign-in link: the list is fetched.")
        private @Nullable String link;
    }

    @Override
    public Integer call() {
        if (virtual.isWanted()) {
            return virtual.run(spec, city.seed());
        }
        if (server == null) {
            throw new ParameterException(spec.commandLine(), "which server? give --server URL, or ask for --virtual");
        }
        return simulate(server);
    }

    private int simulate(URI server) {
        URI wire = Optional.ofNullable(mqtt).orElseGet(() -> URI.create("ssl://" + server.getHost() + ":8883"));
        SimulateRun.Options options = new SimulateRun.Options(
                server, wire, stations, city.seed(), city.time(), city.tempo(), city.phones(), cards);
        try {
            String line =
                    new SimulateRun(options, Clock.systemUTC(), Progress.onTerminal()).run(() -> stickers(server));
            Results.of(spec).line(line);
            return 0;
        } catch (BadInput e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private Stickers stickers(URI server) {
        Optional<Codes> given = Optional.ofNullable(codes);
        Optional<Path> file = given.map(known -> known.file);
        if (file.isPresent()) {
            return read(file.get());
        }
        Optional<String> link = given.map(known -> known.link);
        if (link.isPresent()) {
            return Stickers.fetch(new Api(server, HttpClient.newHttpClient()), link.get());
        }
        throw new ParameterException(
                spec.commandLine(), "riders need the printed codes: --codes FILE or --link SECRET");
    }

    private Stickers read(Path file) {
        try {
            return Stickers.parse(Files.readString(file));
        } catch (BadInput e) {
            throw new ParameterException(spec.commandLine(), "--codes " + file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailed(Paths.why("cannot read", file, e), e);
        }
    }
}
