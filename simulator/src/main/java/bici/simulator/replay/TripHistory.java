package bici.simulator.replay;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * What trip files say, row by row.
 *
 * @param rows how many rows there are, readable or not
 * @param rides in file order
 * @param sites the stations that the rides name, by id, as first seen
 * @param ambiguousTimes wall times that the clock showed twice, taken as the earlier
 */
public record TripHistory(
        long rows, List<Ride> rides, List<LeftOut> leftOut, Map<String, Site> sites, long ambiguousTimes) {
    public TripHistory {
        rides = List.copyOf(rides);
        leftOut = List.copyOf(leftOut);
        sites = Map.copyOf(sites);
    }

    /**
     * Reads the files, each in the layout its header tells.
     *
     * @param zone of the wall times in the files
     * @throws BadInput naming file and line, for an unknown header or a file that cannot be read
     */
    public static TripHistory read(List<Path> files, ZoneId zone) {
        TripRows rows = new TripRows(zone);
        for (int i = 0; i < files.size(); i++) {
            rows.read(i, files.get(i));
        }
        return rows.history();
    }
}
