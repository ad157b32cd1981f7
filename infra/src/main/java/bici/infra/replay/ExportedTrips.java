package bici.infra.replay;

import bici.fleet.report.TripExport;
import bici.fleet.report.TripExport.Selection;
import bici.fleet.report.TripExport.TripLayout;
import bici.fleet.store.PostgresTripExport;
import bici.simulator.replay.Ride;
import bici.simulator.replay.RowRef;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What {@code bici export trips} writes, read back: a file is written and compared, not a table. */
final class ExportedTrips {
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private ExportedTrips() {}

    /** All finished trips. In UTC, which no change of the clock makes ambiguous; the file stays where it is. */
    static List<Ride> read(DataSource dataSource, Path file) {
        TripExport export = new PostgresTripExport(dataSource, Clock.systemUTC());
        Selection everything = new Selection(TripLayout.CITIBIKE_2013, ZoneOffset.UTC, Instant.EPOCH, LAST);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            export.write(everything, out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return parse(file);
    }

    static List<Ride> parse(Path file) {
        List<Ride> rides = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                rides.add(new Ride(
                        new RowRef(0, row.getStartingLineNumber(), 0),
                        row.getField("bikeid"),
                        row.getField("start station id"),
                        row.getField("end station id"),
                        epochMs(row.getField("starttime")),
                        epochMs(row.getField("stoptime"))));
            }
            return rides;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** {@code 2015-10-01 05:22:00}, with a fraction where there is one. */
    private static long epochMs(String utc) {
        return LocalDateTime.parse(utc.replace(' ', 'T'))
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }
}
