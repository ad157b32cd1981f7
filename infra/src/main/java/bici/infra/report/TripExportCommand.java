package bici.infra.report;

import bici.fleet.report.TripExport;
import bici.fleet.report.TripExport.Selection;
import bici.fleet.report.TripExport.TripLayout;
import bici.fleet.store.PostgresTripExport;
import bici.infra.command.CommandFailed;
import bici.infra.command.DatabaseOptions;
import bici.infra.command.Paths;
import bici.infra.database.Database;
import bici.infra.machine.Progress;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
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
                        + " riders.")
public final class TripExportCommand implements Callable<Integer> {
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /** As the shell shows a program that ended by SIGPIPE. */
    private static final int PIPE_CLOSED = 141;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--layout",
            defaultValue = "citibike-2013",
            description =
                    "citibike-2013 (the default); corrections: what changed after an export or its rider saw it, by when"
                            + " it was corrected.")
    private String layout = "";

    @Option(
            names = "--zone",
            defaultValue = "America/Bogota",
            description = "Of the wall times; default ${DEFAULT-VALUE}.")
    private ZoneId zone = ZoneId.of("UTC");

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "First day of start, such as 2026-01-01; default: all.")
    private @Nullable LocalDate from;

    @Option(names = "--until", paramLabel = "DATE", description = "First day not wanted; default: all.")
    private @Nullable LocalDate until;

    @Option(
            names = "--out",
            converter = Paths.Output.class,
            paramLabel = "FILE",
            description = "Default: standard output. Made whole or not at all.")
    private @Nullable Path file;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one

    @Override
    public Integer call() {
        Selection selection = selection();
        try (Database opened = Database.open(database.get(spec), Progress.onTerminal())) {
            TripExport export = new PostgresTripExport(opened.dataSource(), Clock.systemUTC());
            long lines = file == null ? toStandardOutput(export, selection) : toFile(export, selection, file);
            spec.commandLine().getErr().println(SummaryLines.of(selection.layout(), lines));
            return 0;
        } catch (IOException e) {
            throw new CommandFailed("the export cannot be written: " + e.getMessage(), e);
        }
    }

    private Selection selection() {
        try {
            return new Selection(
                    TripLayout.valueOf(layout.toUpperCase(Locale.ROOT).replace('-', '_')),
                    zone,
                    from == null ? FIRST : from.atStartOfDay(zone).toInstant(),
                    until == null ? LAST : until.atStartOfDay(zone).toInstant());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "cannot export that: " + e.getMessage() + " (--layout, --from, --until)", e);
        }
    }

    /**
     * Standard output that ends the program when nobody reads it any more, as SIGPIPE ends others: at once, also in the
     * middle of a query; what is open is closed as at Ctrl-C.
     */
    private static final class Pipe extends FilterOutputStream {
        Pipe(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                if (isPipeClosed(e)) {
                    System.exit(PIPE_CLOSED);
                }
                throw e;
            }
        }
    }

    /** Whoever read had enough, as in {@code export trips | head}: the words of the C library, in this machine's language. */
    private static boolean isPipeClosed(IOException e) {
        return String.valueOf(e.getMessage()).matches("(?i).*(broken pipe|tuber[ií]a rota).*");
    }

    private static long toStandardOutput(TripExport export, Selection selection) throws IOException {
        try (OutputStream out = new BufferedOutputStream(new Pipe(new FileOutputStream(FileDescriptor.out)))) {
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
