package bici.infra.demo;

import bici.api.pages.CityMapFile;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.MapFile;
import bici.infra.command.Numbers;
import bici.infra.command.Results;
import bici.infra.machine.Progress;
import bici.infra.run.EndOfRun;
import bici.infra.run.RunPlace;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bici demo}: the whole product over a city that lives. */
@Command(
        name = "demo",
        description = "Run the whole product over a simulated Bucaramanga: server, database, 20 stations, 200 bikes and"
                + " people who ride. Prints addresses and a sign-in link for each role.",
        footer = {
            "",
            "Example, a minute of a city with a month behind it:",
            "  bici demo --for 60s --days 30",
            "Without --data or --database-url everything is in a temporary folder and goes with the demo.",
            "The last line says: stations, bikes, facts, trips_opened, trips_closed, violations (of the audit)."
        })
public final class DemoCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final CityOptions city = new CityOptions();

    @Option(
            names = "--days",
            paramLabel = "N",
            converter = Numbers.Days.class,
            defaultValue = "0",
            description =
                    "Begin with a history of N days and of today, delivered by stations that come on line with full"
                            + " journals; 0 to 400, default ${DEFAULT-VALUE}.")
    private int days;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            converter = Numbers.Port.class,
            defaultValue = "8080",
            description =
                    "Port for people and programs; default ${DEFAULT-VALUE}; 0, or one that is taken, takes a free one.")
    private int httpPort;

    @Option(
            names = "--mqtt-port",
            paramLabel = "PORT",
            converter = Numbers.Port.class,
            defaultValue = "8883",
            description = "Port for the stations; default ${DEFAULT-VALUE}; 0, or one that is taken, takes a free one.")
    private int mqttPort;

    @Option(
            names = "--street-port",
            paramLabel = "PORT",
            converter = Numbers.Port.class,
            defaultValue = "8090",
            description =
                    "Port of the page where one stands in front of simulated docks; default ${DEFAULT-VALUE}; 0, or one that"
                            + " is taken, takes a free one.")
    private int streetPort;

    @Option(
            names = "--map",
            converter = MapFile.class,
            paramLabel = "FILE",
            description = "Street map under the stations, a PMTiles file, as for serve.")
    private @Nullable CityMapFile map;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        DemoOptions options = new DemoOptions(
                city.seed(),
                city.time(),
                city.tempo(),
                city.phones(),
                days,
                new DemoOptions.Ports(httpPort, mqttPort, streetPort),
                Optional.ofNullable(map).map(CityMapFile::file));
        try (EndOfRun ending = EndOfRun.beforeTheRest();
                RunPlace place = RunPlace.of(database.find(spec), "demo")) {
            DemoRun run =
                    new DemoRun(options, place, Clock.systemUTC(), Progress.onTerminal(), Results.of(spec), ending);
            return run.run().isGood() ? 0 : 1;
        }
    }
}
