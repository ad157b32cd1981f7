package bici.infra.replay;

import bici.infra.command.DatabaseOptions;
import bici.infra.command.Numbers;
import bici.infra.command.Paths;
import bici.infra.command.Results;
import bici.infra.command.SeedOption;
import bici.infra.machine.Progress;
import bici.infra.run.EndOfRun;
import bici.infra.run.RunPlace;
import bici.simulator.replay.BadInput;
import bici.simulator.replay.DateOrder;
import bici.simulator.replay.TripReading;
import bici.simulator.replay.TripSystem;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bici replay}: exit code 0 only when every row is explained and every trip came out as it went in. */
@Command(
        name = "replay",
        description = "Play a real trip history through the real wire and compare what is exported with it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every row is explained and every trip came out as it went in",
            "1:not so, nothing was played, or the run failed",
            "2:asked wrongly; a file that is not one of trips, too"
        },
        footer = {
            "",
            "Example:",
            "  bici replay --trips 201307-citibike-tripdata.zip --zone America/New_York",
            "Trip files are CSV with commas, semicolons or tabs, packed as zip or gzip or not. Columns are found by name:",
            "bike, start and end time, start and end station; names, positions and duration are used where there are any.",
            "Without --data or --database-url a temporary database is used and removed.",
            "The last line says: rows, replayed, left_out, exported, matched, unexplained."
        })
public final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--trips",
            converter = Paths.Input.class,
            arity = "1..*",
            required = true,
            paramLabel = "FILE",
            description = "Trip files, one or several.")
    private List<Path> trips = List.of();

    @Option(
            names = "--stations",
            converter = Paths.Input.class,
            paramLabel = "FILE",
            description = "Stations as CSV: StationNum,StationName,RackQnty,Latitude,Longitude; without it stations and"
                    + " docks are made from the trips.")
    private @Nullable Path stations;

    @Option(
            names = "--zone",
            defaultValue = "America/Bogota",
            paramLabel = "ZONE",
            description = "Time zone of the times in the trip files; default ${DEFAULT-VALUE}.")
    private ZoneId zone = ZoneId.of("America/Bogota");

    @Option(
            names = "--dates",
            paramLabel = "ORDER",
            converter = DatesOption.class,
            description = "dmy or mdy: what is first in dates such as 9/1/2014; without it all dates of a file tell.")
    private @Nullable DateOrder dates;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "Encoding of the trip files when it is not UTF-8, such as ISO-8859-1.")
    private @Nullable Charset encoding;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            converter = Numbers.Copies.class,
            defaultValue = "1",
            description = "Play it N times, 1 to 999, whole weeks apart, with other bikes; default ${DEFAULT-VALUE}.")
    private int repeat;

    @Option(
            names = "--kill-server",
            converter = Numbers.CountOrNone.class,
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Kill the server (SIGKILL) N times at random moments of the delivery; default ${DEFAULT-VALUE}.")
    private int kills;

    @Mixin
    private final SeedOption seed = new SeedOption();

    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    /** The known layouts are said where they are kept. */
    @Spec
    void setSpec(CommandSpec given) {
        spec = given;
        Stream<String> known = TripSystem.listPlayable().map(system -> "  " + system.words());
        spec.usageMessage()
                .footer(Stream.of(
                                Arrays.stream(spec.usageMessage().footer()),
                                Stream.of("Known, among others whose columns have such names:"),
                                known)
                        .flatMap(lines -> lines)
                        .toArray(String[]::new));
    }

    @Override
    public Integer call() {
        TripReading reading = new TripReading(zone, Optional.ofNullable(encoding), Optional.ofNullable(dates));
        ReplayOptions options =
                new ReplayOptions(trips, Optional.ofNullable(stations), reading, repeat, kills, seed.value());
        try (EndOfRun end = EndOfRun.afterTheRest();
                RunPlace place = RunPlace.of(database.find(spec), "replay")) {
            ReplayRun run = new ReplayRun(
                    options, place, Clock.systemUTC(), end.steps(Progress.onTerminal()), Results.of(spec));
            return run.run().isGood() ? 0 : 1;
        } catch (BadInput e) {
            // Nothing was made yet: a file that is none of trips was asked for wrongly, like one that is not there.
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
