package bici.infra.bike;

import bici.fleet.vocabulary.BikeId;
import bici.infra.command.CommandFailed;
import bici.infra.command.Ids;
import bici.infra.command.Moments;
import bici.infra.command.Paths;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/** A CSV file of bikes, UTF-8, its columns found by their names; what separates them is what separates the names. */
final class BikeFile {
    private static final String BIKE = "bike_id";
    private static final String FROM = "valid_from";
    private static final List<Character> SEPARATORS = List.of(';', '\t', ',');
    private static final int LONGEST_HEADER = 8_192;
    private static final int MOST_FAULTS = 5;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final List<String> faults = new ArrayList<>();
    private long faulty;

    private BikeFile(Path file) {
        this.file = file;
    }

    /** A bike, and since when it is of the fleet if the file says so. */
    record Line(BikeId bike, Optional<Instant> from) {}

    /** All lines; {@link CommandFailed} that names the lines that are wrong. */
    static List<Line> read(Path file) {
        return new BikeFile(file).read();
    }

    private List<Line> read() {
        try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .fieldSeparator(separator(text))
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text)) {
            return lines(csv.iterator());
        } catch (CharacterCodingException e) {
            throw new CommandFailed("cannot read " + file + ": it is not UTF-8", e);
        } catch (IOException e) {
            throw new CommandFailed(Paths.why("cannot read", file, e), e);
        } catch (UncheckedIOException e) {
            throw new CommandFailed("cannot read " + file + ": it is not UTF-8 text", e);
        } catch (CsvParseException e) {
            throw new CommandFailed(file + ": no CSV file: " + e.getMessage(), e);
        }
    }

    private List<Line> lines(Iterator<CsvRecord> rows) {
        List<String> names = rows.hasNext()
                ? rows.next().getFields().stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .toList()
                : List.of();
        int bike = names.indexOf(BIKE);
        int from = names.indexOf(FROM);
        if (bike < 0) {
            throw new CommandFailed(file + " line 1: there is no column " + BIKE + "; there are: " + names);
        }
        List<Line> lines = new ArrayList<>();
        while (rows.hasNext()) {
            CsvRecord row = rows.next();
            try {
                lines.add(new Line(
                        new Ids.OfBike().convert(cell(row, bike)),
                        cell(row, from).isEmpty()
                                ? Optional.empty()
                                : Optional.of(new Moments().convert(cell(row, from)))));
            } catch (TypeConversionException e) {
                note("line " + row.getStartingLineNumber() + ": " + e.getMessage());
            }
        }
        if (faulty > 0) {
            throw new CommandFailed(file + " " + String.join("; ", faults)
                    + (faulty > faults.size() ? "; and " + (faulty - faults.size()) + " more lines" : ""));
        }
        return lines;
    }

    private void note(String fault) {
        if (++faulty <= MOST_FAULTS) {
            faults.add(fault);
        }
    }

    private static String cell(CsvRecord row, int column) {
        return column >= 0 && column < row.getFieldCount()
                ? row.getField(column).strip()
                : "";
    }

    /** Of the first line; it is read again, without a byte order mark. */
    private static char separator(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEADER);
        boolean marked = text.read() == BYTE_ORDER_MARK;
        text.reset();
        if (marked) {
            text.read();
            text.mark(LONGEST_HEADER);
        }
        char[] start = new char[LONGEST_HEADER / 2];
        int read = Math.max(text.read(start), 0);
        text.reset();
        String header = new String(start, 0, read).lines().findFirst().orElse("");
        return SEPARATORS.stream()
                .filter(separator -> header.indexOf(separator) >= 0)
                .findFirst()
                .orElse(',');
    }
}
