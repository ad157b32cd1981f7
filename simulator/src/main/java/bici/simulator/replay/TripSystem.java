package bici.simulator.replay;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files that are known by name, for people and for what their columns do not tell: how their publisher writes dates, or
 * why no trip can be played from them. Any other file is read all the same when {@link TripColumn} finds its columns.
 */
public enum TripSystem {
    CITI_BIKE(
            "Citi Bike 2013 to January 2021, Bluebikes to March 2023, this program's own export",
            Usual.MONTH_FIRST,
            "tripduration,starttime,stoptime,startstationid,startstationlatitude,endstationid,bikeid,usertype"),
    HEALTHY_RIDE(
            "Healthy Ride 2015 to 2021, Divvy 2013 to 2017",
            Usual.MONTH_FIRST,
            "tripid,starttime,stoptime,bikeid,tripduration,fromstationid,tostationid,usertype"),
    CAPITAL_BIKESHARE(
            "Capital Bikeshare 2010 to April 2020",
            Usual.MONTH_FIRST,
            "duration,startdate,enddate,startstationnumber,endstationnumber,bikenumber,membertype"),
    ECOBICI(
            "Ecobici of Mexico City, dates d/m/y",
            Usual.DAY_FIRST,
            "bici,cicloestacionretiro,fecharetiro,horaretiro,cicloestacionarribo,fechaarribo,horaarribo"),
    TORONTO(
            "Bike Share Toronto since 2018",
            Usual.BOTH,
            "tripid,tripduration,startstationid,starttime,endstationid,endtime,bikeid,usertype"),
    LONDON("Santander Cycles of London to 2022", Usual.DAY_FIRST, "rentalid,bikeid,startdate,startstationid,enddate"),
    CORRECTIONS(
            "'export trips --layout corrections': says what changed of trips, not the trips; take 'export trips'",
            Usual.REFUSED,
            "tripid,corrected,stoptimebefore,stoptimeafter"),
    WITHOUT_BIKES(
            "Citi Bike since February 2021, Bluebikes since April 2023, Divvy and Capital Bikeshare since 2020: "
                    + "no bike ids are published, and without them no trip can be played",
            Usual.REFUSED,
            "rideid,rideabletype,startedat,endedat,startstationid,endstationid");

    private final String words;
    private final Usual usual;
    private final String columns;

    TripSystem(String words, Usual usual, String columns) {
        this.words = words;
        this.usual = usual;
        this.columns = columns;
    }

    /** How a publisher writes dates with slashes; {@code BOTH} over the years. */
    private enum Usual {
        DAY_FIRST,
        MONTH_FIRST,
        BOTH,
        REFUSED
    }

    /** What people call these files, or why they are refused. */
    public String words() {
        return words;
    }

    boolean isRefused() {
        return usual == Usual.REFUSED;
    }

    /** Empty when it changed over the years. */
    Optional<DateOrder> usualDates() {
        return switch (usual) {
            case DAY_FIRST -> Optional.of(DateOrder.DAY_FIRST);
            case MONTH_FIRST -> Optional.of(DateOrder.MONTH_FIRST);
            case BOTH, REFUSED -> Optional.empty();
        };
    }

    /** The first one that has all its columns among these plain names. */
    static Optional<TripSystem> find(List<String> plainNames) {
        return Arrays.stream(values())
                .filter(system -> plainNames.containsAll(List.of(system.columns.split(",", -1))))
                .findFirst();
    }

    /** One for each line of a help text. */
    public static Stream<TripSystem> listPlayable() {
        return Arrays.stream(values()).filter(system -> !system.isRefused());
    }
}
