package bici.infra.replay;

import bici.infra.command.CommandFailed;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.Numbers;
import bici.infra.command.Paths;
import bici.infra.machine.Printable;
import bici.infra.machine.Progress;
import bici.infra.run.EndOfRun;
import bici.infra.run.RunPlace;
import bici.simulator.replay.BadInput;
import bici.simulator.replay.DateOrder;
import bici.simulator.replay.TripReading;
import bici.simulator.replay.TripSystem;
import java.io.PrintWriter;
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
        footer = {
            "Trip files are CSV with commas, semicolons or tabs, packed as zip or gzip or not. Columns are found by name:",
            "bike, start and end time, start and end station; names, positions and duration are used where there are any.",
            "Without --data or --database-url a temporary database is used and removed.",
            "The last line says: rows, replayed, left_out, exported, matched, unexplained."
        })
public final class ReplayCommand implements Callable<Integer> {
    /** A copy's number is part of its bikes' ids, which have room for three digits. */
    private static final int MAX_REPEAT = 999;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--trips",
            converter = Paths.Input.class,
            arity = "1..*",
            required = true,
            paramLabel = "FILE",
            description = "Trip files.")
    private List<Path> trips = List.of();

    @Option(
            names = "--stations",
            converter = Paths.Input.class,
            paramLabel = "FILE",
            description = "Stations with their racks; without it stations and docks are made from the trips.")
    private @Nullable Path stations;

    @Option(
            names = "--zone",
            defaultValue = "America/Bogota",
            description = "Of the times in the trip files; default ${DEFAULT-VALUE}.")
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
            description = "Of the trip files when it is not UTF-8, such as ISO-8859-1.")
    private @Nullable Charset encoding;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "Play it N times, whole weeks apart, with other bikes; default ${DEFAULT-VALUE}.")
    private int repeat;

    @Option(
            names = "--kill-server",
            converter = Numbers.CountOrNone.class,
            paramLabel = "N",
            defaultValue = "0",
            description = "Kill the server (SIGKILL) N times at random moments of the delivery.")
    private int kills;

    @Option(names = "--seed", defaultValue = "1", description = "Of all that is random; default ${DEFAULT-VALUE}.")
    private long seed;

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
        if (repeat < 1 || repeat > MAX_REPEAT || kills < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--repeat is 1 to " + MAX_REPEAT + ", --kill-server 0 or more");
        }
        TripReading reading = new TripReading(zone, Optional.ofNullable(encoding), Optional.ofNullable(dates));
        ReplayOptions options = new ReplayOptions(trips, Optional.ofNullable(stations), reading, repeat, kills, seed);
        PrintWriter out = spec.commandLine().getOut();
        try (EndOfRun end = EndOfRun.afterTheRest();
                RunPlace place = RunPlace.of(database.find(spec), "replay")) {
            ReplayRun run = new ReplayRun(
                    options, place, Clock.systemUTC(), end.steps(Progress.onTerminal()), line -> print(out, line));
            return run.run().isGood() ? 0 : 1;
        } catch (BadInput e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private static void print(PrintWriter out, String line) {
        out.println(Printable.line(line));
        out.flush();
    }
}
