package bici.simulator.replay;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads the lines of one file of separated values, header first. What separates them tells the header. */
final class CsvFile {
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');
    private static final int LONGEST_HEADER = 32_768;

    private CsvFile() {}

    /**
     * Reads all lines.
     *
     * @param encoding without it UTF-8, or what a byte order mark tells
     * @param onHeader takes the header and says what to do with each row
     * @throws BadInput when the file cannot be opened, is empty or is not text of separated values
     */
    static void read(InputFile file, Optional<Charset> encoding, HeaderReader onHeader) {
        try (Reader text = new BufferedReader(
                        StrictText.open(file.opener().open(), file.name(), encoding), 2 * LONGEST_HEADER);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .fieldSeparator(separator(file.name(), text))
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text)) {
            Iterator<CsvRecord> lines = csv.iterator();
            if (!lines.hasNext()) {
                throw new BadInput(file.name() + " line 1: the file is empty");
            }
            CsvRecord header = lines.next();
            BiConsumer<Long, List<String>> onRow = onHeader.read(header.getStartingLineNumber(), header.getFields());
            while (lines.hasNext()) {
                CsvRecord line = lines.next();
                onRow.accept(line.getStartingLineNumber(), line.getFields());
            }
        } catch (IOException e) {
            throw InputFile.unreadable(file.name(), e);
        } catch (UncheckedIOException e) {
            throw new BadInput("cannot read " + file.name() + ": " + e.getMessage(), e);
        } catch (CsvParseException e) {
            if (e.getCause() instanceof BadInput inside) {
                throw inside;
            }
            throw new BadInput(file.name() + ": not text of separated values: " + e.getMessage(), e);
        }
    }

    /** The one that is in the first line most often; a comma where there is none. */
    private static char separator(String name, Reader text) throws IOException {
        String line = firstLine(text);
        if (line.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
            throw new BadInput(name + " line 1: not text of separated values: control characters are in it");
        }
        char best = ',';
        for (char separator : SEPARATORS) {
            if (count(line, separator) > count(line, best)) {
                best = separator;
            }
        }
        return best;
    }

    /** Looks ahead; what was read is read again. */
    private static String firstLine(Reader text) throws IOException {
        text.mark(LONGEST_HEADER);
        StringBuilder line = new StringBuilder();
        for (int read = 0, c = text.read(); c >= 0 && read < LONGEST_HEADER - 1; read++, c = text.read()) {
            if (c != '\n' && c != '\r') {
                line.append((char) c);
            } else if (!line.toString().isBlank()) {
                break;
            }
        }
        text.reset();
        return line.toString();
    }

    private static long count(String line, char separator) {
        long count = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            count += !quoted && line.charAt(i) == separator ? 1 : 0;
        }
        return count;
    }

    /** Given the header's line number and columns, says what takes each row's. */
    @FunctionalInterface
    interface HeaderReader {
        BiConsumer<Long, List<String>> read(long line, List<String> columns);
    }
}
