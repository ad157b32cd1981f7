package bici.simulator.replay;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a row says of its two stations. */
final class TripSites {
    /** An export guards names that a spreadsheet would compute. */
    private static final Pattern GUARDED = Pattern.compile("'(?=[-=+@])");

    /** What is left of them: rows with others are left out. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\p{Cf}]+");

    private TripSites() {}

    static Site from(String station, TripHeader header, List<String> row) {
        return site(
                station,
                header.get(TripColumn.FROM_NAME, row),
                header.get(TripColumn.FROM_LATITUDE, row),
                header.get(TripColumn.FROM_LONGITUDE, row));
    }

    static Site to(String station, TripHeader header, List<String> row) {
        return site(
                station,
                header.get(TripColumn.TO_NAME, row),
                header.get(TripColumn.TO_LATITUDE, row),
                header.get(TripColumn.TO_LONGITUDE, row));
    }

    private static Site site(String station, String name, String latitude, String longitude) {
        return new Site(station, name(name), 0, findPosition(latitude, longitude));
    }

    private static String name(String written) {
        String name = CONTROLS.matcher(written).replaceAll(" ").strip();
        return GUARDED.matcher(name).lookingAt() ? name.substring(1) : name;
    }

    /** Empty also for 0, 0: nobody rides a bike in the Gulf of Guinea. */
    private static Optional<Site.Position> findPosition(String latitude, String longitude) {
        try {
            Site.Position position = new Site.Position(degrees(latitude), degrees(longitude));
            boolean onEarth = Math.abs(position.latitude()) <= 90 && Math.abs(position.longitude()) <= 180;
            boolean nowhere = position.latitude() == 0 && position.longitude() == 0;
            return onEarth && !nowhere ? Optional.of(position) : Optional.empty();
        } catch (NumberFormatException blankOrNull) {
            return Optional.empty();
        }
    }

    /** With a decimal comma where commas do not separate the columns. */
    private static double degrees(String text) {
        return Decimal.parse(text.replace(',', '.'));
    }
}
