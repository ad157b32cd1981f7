package bici.simulator.replay;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is read of a trip file, each with the names that publishers give its column, the most telling first. A name
 * counts without capitals, accents, spaces and signs: {@code Start Station ID}, {@code start_station_id} and
 * {@code startstationid} are one.
 */
enum TripColumn {
    BIKE(
            "bike",
            "bikeid",
            "bikenumber",
            "bikenum",
            "bikeno",
            "bike",
            "bici",
            "bicicleta",
            "bicicletaid",
            "idbicicleta"),
    START(
            "start time",
            "starttime",
            "startdate",
            "startedat",
            "startdatetime",
            "iniciodelviaje",
            "fechaorigenrecorrido",
            "fechahoraretiro"),
    /** The date alone, beside {@link #START_CLOCK}. */
    START_DAY("start date", "fecharetiro", "fechaderetiro"),
    START_CLOCK("start clock", "horaretiro", "horaderetiro"),
    STOP(
            "end time",
            "stoptime",
            "stopdate",
            "endtime",
            "enddate",
            "endedat",
            "enddatetime",
            "findelviaje",
            "fechadestinorecorrido",
            "fechahoraarribo"),
    STOP_DAY("end date", "fechaarribo", "fechadearribo"),
    STOP_CLOCK("end clock", "horaarribo", "horadearribo"),
    /** In seconds; asked only where the clock showed a time twice. */
    DURATION(
            "duration",
            "tripduration",
            "tripdurationsec",
            "tripdurationseconds",
            "duration",
            "durationsec",
            "durationseconds",
            "totaldurationseconds",
            "duracionrecorrido"),
    FROM(
            "start station",
            "startstationid",
            "fromstationid",
            "startstationnumber",
            "startstationcode",
            "startterminal",
            "cicloestacionretiro",
            "idestacionorigen",
            "origenid",
            "startstation"),
    FROM_NAME("start station's name", "startstationname", "fromstationname", "startstation", "nombreestacionorigen"),
    FROM_LATITUDE("start latitude", "startstationlatitude", "startlat", "startlatitude", "latestacionorigen"),
    FROM_LONGITUDE(
            "start longitude", "startstationlongitude", "startlng", "startlon", "startlongitude", "longestacionorigen"),
    TO(
            "end station",
            "endstationid",
            "tostationid",
            "endstationnumber",
            "endstationcode",
            "endterminal",
            "cicloestacionarribo",
            "idestaciondestino",
            "destinoid",
            "endstation"),
    TO_NAME("end station's name", "endstationname", "tostationname", "endstation", "nombreestaciondestino"),
    TO_LATITUDE("end latitude", "endstationlatitude", "endlat", "endlatitude", "latestaciondestino"),
    TO_LONGITUDE("end longitude", "endstationlongitude", "endlng", "endlon", "endlongitude", "longestaciondestino");

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern SIGNS = Pattern.compile("[^a-z0-9]+");

    private final String words;
    private final String names;

    TripColumn(String words, String... names) {
        this.words = words;
        this.names = String.join(",", names);
    }

    /** What people call it. */
    String words() {
        return words;
    }

    /** The plain names, the most telling first. */
    List<String> names() {
        return List.of(names.split(",", -1));
    }

    /** A column's name as it is compared: lower case letters and digits alone. */
    static String plain(String name) {
        String letters =
                ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
        return SIGNS.matcher(letters.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
