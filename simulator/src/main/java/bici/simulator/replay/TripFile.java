package bici.simulator.replay;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;

/** Reads the lines of one comma separated file, header first. */
final class TripFile {
    private TripFile() {}

    /**
     * @param onHeader takes the header and says what to do with each row
     * @throws BadInput when the file cannot be opened, is empty or is not comma separated text
     */
    static void read(Path file, HeaderReader onHeader) {
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .detectBomHeader(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file)) {
            Iterator<CsvRecord> lines = csv.iterator();
            if (!lines.hasNext()) {
                throw new BadInput(file + " line 1: the file is empty");
            }
            CsvRecord header = lines.next();
            BiConsumer<Long, List<String>> onRow = onHeader.read(header.getStartingLineNumber(), header.getFields());
            while (lines.hasNext()) {
                CsvRecord line = lines.next();
                onRow.accept(line.getStartingLineNumber(), line.getFields());
            }
        } catch (IOException | UncheckedIOException e) {
            throw new BadInput("cannot read " + file + ": " + e.getMessage(), e);
        } catch (CsvParseException e) {
            throw new BadInput(file + ": not comma separated text: " + e.getMessage(), e);
        }
    }

    /** Given the header's line number and columns, says what takes each row's. */
    @FunctionalInterface
    interface HeaderReader {
        BiConsumer<Long, List<String>> read(long line, List<String> columns);
    }
}
