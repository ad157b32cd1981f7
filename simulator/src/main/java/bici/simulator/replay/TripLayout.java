package bici.simulator.replay;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a trip file keeps what. The two spellings of each layout differ in capitals and spaces alone, so those are the
 * only liberties a header may take.
 *
 * @param withPositions a station's latitude and longitude stand beside its name
 */
record TripLayout(List<String> header, Columns columns, boolean withPositions) {
    /** Citi Bike before 2021. */
    static final TripLayout CITI_BIKE = new TripLayout(
            header("tripduration,starttime,stoptime,startstationid,startstationname,startstationlatitude,"
                    + "startstationlongitude,endstationid,endstationname,endstationlatitude,endstationlongitude,bikeid,"
                    + "usertype,birthyear,gender"),
            new Columns(1, 2, 11, 3, 7),
            true);
    /** Healthy Ride Pittsburgh, by quarters. */
    static final TripLayout HEALTHY_RIDE = new TripLayout(
            header("tripid,starttime,stoptime,bikeid,tripduration,fromstationid,fromstationname,tostationid,"
                    + "tostationname,usertype"),
            new Columns(1, 2, 3, 5, 7),
            false);

    /** A station's name stands beside its id. */
    record Columns(int start, int stop, int bike, int from, int to) {}

    int width() {
        return header.size();
    }

    static Optional<TripLayout> find(List<String> columns) {
        List<String> plain = columns.stream().map(TripLayout::plain).toList();
        return Stream.of(CITI_BIKE, HEALTHY_RIDE)
                .filter(layout -> layout.header.equals(plain))
                .findFirst();
    }

    private static List<String> header(String columns) {
        return List.of(columns.split(",", -1));
    }

    private static String plain(String column) {
        return column.strip().toLowerCase(Locale.ROOT).replace(" ", "");
    }
}
