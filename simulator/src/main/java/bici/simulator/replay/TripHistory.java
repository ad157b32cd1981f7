package bici.simulator.replay;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What trip files say, row by row.
 *
 * @param rows how many rows there are, readable or not
 * @param rides in file order
 * @param sites the stations that the rides name, by id, as first seen
 * @param files what {@link RowRef#file} counts
 * @param notes what was decided that the files do not say, one line each
 */
public record TripHistory(
        long rows,
        List<Ride> rides,
        List<LeftOut> leftOut,
        Map<String, Site> sites,
        List<String> files,
        List<String> notes) {
    public TripHistory {
        rides = List.copyOf(rides);
        leftOut = List.copyOf(leftOut);
        sites = Map.copyOf(sites);
        files = List.copyOf(files);
        notes = List.copyOf(notes);
    }

    /**
     * Reads the files, packed or not, each by the names of its columns.
     *
     * @throws BadInput naming file and line, for a file that trips cannot be read from
     */
    public static TripHistory read(List<Path> files, TripReading reading) {
        TripRows rows = new TripRows(reading);
        files.forEach(rows::read);
        return rows.history();
    }
}
