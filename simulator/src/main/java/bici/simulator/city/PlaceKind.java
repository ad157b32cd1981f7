package bici.simulator.city;

/**
 * What kind of place it is, and with it when people leave it by bike and when they go there. Each text has a digit of
 * weight for every hour from 00 to 23, of a working day; the shapes are assumptions, drawn after how such places are
 * used: classes from 6 and again after lunch, buses in the morning, parks in the afternoon.
 */
public enum PlaceKind {
    //     leaving                     arriving                    on a Saturday or Sunday
    CAMPUS("000000123334766557876320", "000005997544766444332000", 0.35),
    TRANSFER("000014998644555554444210", "000002344444555557998421", 0.60),
    PARK("000002334333333344555210", "000002333333333444666310", 1.20),
    CENTRE("000001222334655445786310", "000003788655555554332100", 0.70),
    MALL("000000011223445555566641", "000000111345566666765210", 1.10),
    STADIUM("000001222122222233444310", "000002221222222334443100", 1.30),
    NEIGHBOURHOOD("000003897543445444333210", "000000112233555445788742", 0.80);

    private static final int HOURS = 24;

    private final String leaving;
    private final String arriving;
    private final double freeDay;

    PlaceKind(String leaving, String arriving, double freeDay) {
        if (leaving.length() != HOURS || arriving.length() != HOURS) {
            throw new IllegalArgumentException(name() + " needs a digit for each hour");
        }
        this.leaving = leaving;
        this.arriving = arriving;
        this.freeDay = freeDay;
    }

    /** How many want to leave, compared with other kinds and hours. */
    double leaving(int hour, boolean isFreeDay) {
        return weight(leaving, hour, isFreeDay);
    }

    /** How many want to go there, compared with other kinds and hours. */
    double arriving(int hour, boolean isFreeDay) {
        return weight(arriving, hour, isFreeDay);
    }

    private double weight(String shape, int hour, boolean isFreeDay) {
        return (shape.charAt(hour) - '0') * (isFreeDay ? freeDay : 1);
    }
}
