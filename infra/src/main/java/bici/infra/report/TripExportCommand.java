package bici.infra.report;

import bici.fleet.report.TripExport;
import bici.fleet.report.TripExport.Selection;
import bici.fleet.report.TripExport.TripLayout;
import bici.fleet.store.PostgresTripExport;
import bici.infra.command.CommandFailed;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.Paths;
import bici.infra.command.Results;
import bici.infra.command.StandardOutput;
import bici.infra.database.Database;
import bici.infra.machine.PrintableStream;
import bici.infra.machine.Progress;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bici export trips}. */
@Command(
        name = "trips",
        description =
                "Write finished trips as CSV, streamed: internal layout with bike ids and exact times, nothing about"
                        + " riders. The number of trips is said on standard error.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written",
            "1:failed; no FILE is left half written",
            "2:asked wrongly",
            "141:whoever read standard output had enough"
        },
        footer = {
            "",
            "Example, the trips of January:",
            "  bici export trips --data var --from 2026-01-01 --until 2026-02-01 --out january.csv"
        })
public final class TripExportCommand implements Callable<Integer> {
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--layout",
            converter = LayoutOption.class,
            paramLabel = "LAYOUT",
            defaultValue = "citibike-2013",
            description =
                    "citibike-2013 (the default): a line for each trip; corrections: what changed after an export or its"
                            + " rider saw it, by when it was corrected.")
    private TripLayout layout = TripLayout.CITIBIKE_2013;

    @Option(
            names = "--zone",
            defaultValue = "America/Bogota",
            paramLabel = "ZONE",
            description = "Time zone of the days asked for and of the times written; default ${DEFAULT-VALUE}.")
    private ZoneId zone = ZoneId.of("UTC");

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "First day on which trips started, such as 2026-01-01; default: all.")
    private @Nullable LocalDate from;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "First day not wanted any more, such as 2026-02-01; default: all.")
    private @Nullable LocalDate until;

    @Option(
            names = "--out",
            converter = Paths.Output.class,
            paramLabel = "FILE",
            description =
                    "Where to write; default: standard output, printable on a terminal. Made whole or not at all.")
    private @Nullable Path file;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        Selection selection = selection();
        try (Database opened = Database.open(database.get(spec), Progress.onTerminal())) {
            // Not of the pool: a reader that had enough breaks a connection off in the middle of its COPY.
            TripExport export = new PostgresTripExport(opened.unpooled(), Clock.systemUTC());
            long lines = file == null ? toStandardOutput(export, selection) : toFile(export, selection, file);
            Results.besideData(spec).line(SummaryLines.of(selection.layout(), lines));
            return 0;
        } catch (StandardOutput.NobodyReads e) {
            return StandardOutput.PIPE_CLOSED;
        } catch (IOException e) {
            throw new CommandFailed("the export cannot be written: " + e.getMessage(), e);
        }
    }

    private Selection selection() {
        try {
            return new Selection(
                    layout,
                    zone,
                    from == null ? FIRST : from.atStartOfDay(zone).toInstant(),
                    until == null ? LAST : until.atStartOfDay(zone).toInstant());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--until " + until + " is not after --from " + from + ": nothing is between",
                    e);
        }
    }

    private static long toStandardOutput(TripExport export, Selection selection) throws IOException {
        OutputStream bytes = new BufferedOutputStream(new StandardOutput());
        try (OutputStream out = PrintableStream.isWanted() ? new PrintableStream(bytes) : bytes) {
            return export.write(selection, out);
        }
    }

    private static long toFile(TripExport export, Selection selection, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            long trips;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                trips = export.write(selection, out);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return trips;
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
