package bici.simulator.city;

import bici.simulator.replay.BadInput;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The places of the demo city: sites that Bucaramanga considers for its stations, none surveyed. */
public final class Places {
    private static final String FILE = "bucaramanga.csv";

    private Places() {}

    /** Twenty, with 440 docks in all, in order of their ids. */
    public static List<Place> listDemoPlaces() {
        InputStream file = Places.class.getResourceAsStream(FILE);
        if (file == null) {
            throw new IllegalStateException(FILE + " is not part of this program");
        }
        try (CsvReader<NamedCsvRecord> csv =
                        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8));
                Stream<NamedCsvRecord> lines = csv.stream()) {
            return lines.map(Places::place).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        } catch (IllegalArgumentException e) {
            throw new BadInput(FILE + ": " + e.getMessage(), e);
        }
    }

    private static Place place(NamedCsvRecord line) {
        return new Place(
                line.getField("station"),
                line.getField("name"),
                PlaceKind.valueOf(line.getField("kind").toUpperCase(Locale.ROOT)),
                Double.parseDouble(line.getField("latitude")),
                Double.parseDouble(line.getField("longitude")),
                Integer.parseInt(line.getField("docks")));
    }
}
