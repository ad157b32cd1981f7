package bici.infra.replay;

import bici.infra.command.CommandFailed;
import bici.infra.command.DatabaseOptions;
import bici.infra.machine.Progress;
import bici.infra.run.EndOfRun;
import bici.infra.run.RunPlace;
import bici.simulator.replay.BadInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            "Trip files: Citi Bike before 2021 or Healthy Ride, told by their headers.",
            "Without --data or --database-url a temporary database is used and removed.",
            "The last line says: rows, replayed, left_out, exported, matched, unexplained."
        })
public final class ReplayCommand implements Callable<Integer> {
    /** A copy's number is part of its bikes' ids, which have room for three digits. */
    private static final int MAX_REPEAT = 999;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--trips", arity = "1..*", required = true, paramLabel = "FILE", description = "Trip files.")
    private List<Path> trips = List.of();

    @Option(
            names = "--stations",
            paramLabel = "FILE",
            description = "Stations with their racks; without it stations and docks are made from the trips.")
    private @Nullable Path stations;

    @Option(
            names = "--zone",
            defaultValue = "America/Bogota",
            description = "Of the times in the trip files; default ${DEFAULT-VALUE}.")
    private ZoneId zone = ZoneId.of("America/Bogota");

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "Play it N times, whole weeks apart, with other bikes; default ${DEFAULT-VALUE}.")
    private int repeat;

    @Option(
            names = "--kill-server",
            paramLabel = "N",
            defaultValue = "0",
            description = "Kill the server (SIGKILL) N times at random moments of the delivery.")
    private int kills;

    @Option(names = "--seed", defaultValue = "1", description = "Of all that is random; default ${DEFAULT-VALUE}.")
    private long seed;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        if (repeat < 1 || repeat > MAX_REPEAT || kills < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--repeat is 1 to " + MAX_REPEAT + ", --kill-server 0 or more");
        }
        ReplayOptions options = new ReplayOptions(trips, Optional.ofNullable(stations), zone, repeat, kills, seed);
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
        out.println(line);
        out.flush();
    }
}
