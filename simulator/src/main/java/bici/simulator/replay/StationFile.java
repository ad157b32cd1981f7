package bici.simulator.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a station file: {@code StationNum,StationName,RackQnty,Latitude,Longitude}. */
public final class StationFile {
    private static final List<String> HEADER =
            List.of("stationnum", "stationname", "rackqnty", "latitude", "longitude");

    private StationFile() {}

    /**
     * The stations by id, in file order.
     *
     * @throws BadInput naming file and line, for another header, a row that is not a station, or an id given twice
     */
    public static Map<String, Site> read(Path file) {
        Map<String, Site> sites = new LinkedHashMap<>();
        List<InputFile> texts = InputFile.list(file, new ArrayList<>());
        if (texts.size() > 1) {
            throw new BadInput(file + ": there are " + texts.size() + " CSV files in it; a station file is one");
        }
        CsvFile.read(texts.getFirst(), Optional.empty(), (headerLine, header) -> {
            if (!HEADER.equals(header.stream()
                    .map(column -> column.toLowerCase(Locale.ROOT).replace(" ", ""))
                    .toList())) {
                throw new BadInput(file + " line " + headerLine
                        + ": not a station file; expected StationNum,StationName,RackQnty,Latitude,Longitude, found "
                        + String.join(",", header));
            }
            return (line, fields) -> {
                Site site = site(file, line, fields);
                if (sites.putIfAbsent(site.station(), site) != null) {
                    throw new BadInput(file + " line " + line + ": station " + site.station() + " stands there twice");
                }
            };
        });
        return sites;
    }

    private static Site site(Path file, long line, List<String> fields) {
        try {
            String id = fields.getFirst().strip();
            int docks = Integer.parseInt(fields.get(2).strip());
            if (!Ids.isUsable(id) || docks < 0 || fields.size() != HEADER.size()) {
                throw new BadInput(file + " line " + line + ": not a station: " + String.join(",", fields));
            }
            Controls.find(fields.get(1)).ifPresent(control -> {
                throw new BadInput(file + " line " + line + ": column 2, StationName: control character " + control);
            });
            return new Site(
                    id,
                    fields.get(1).strip(),
                    docks,
                    Optional.of(new Site.Position(Decimal.parse(fields.get(3)), Decimal.parse(fields.get(4)))));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new BadInput(file + " line " + line + ": not a station: " + String.join(",", fields), e);
        }
    }
}
