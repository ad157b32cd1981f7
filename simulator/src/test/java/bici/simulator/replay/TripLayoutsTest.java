package bici.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The columns of each publisher, found by their names. */
class TripLayoutsTest {
    private static final String PLAIN = "bike id,start time,end time,start station id,end station id";
    private static final String EXPORT_HEADER = "tripduration,starttime,stoptime,start station id,start station name,"
            + "start station latitude,start station longitude,end station id,end station name,end station latitude,"
            + "end station longitude,bikeid,usertype,birth year,gender";

    @TempDir
    Path folder;

    private TripHistory read(Path file) {
        return TripHistory.read(List.of(file), TripReading.in(ZoneId.of("UTC")));
    }

    private TripHistory read(String... lines) {
        return read(TestFiles.write(folder, "trips.csv", lines));
    }

    private static String describe(Ride ride) {
        return ride.bike() + " " + ride.fromStation() + " " + Instant.ofEpochMilli(ride.startMs()) + " "
                + ride.toStation() + " " + Instant.ofEpochMilli(ride.endMs());
    }

    /** Each with one row, and what it says. */
    static List<Arguments> layouts() {
        return List.of(
                Arguments.of(
                        "Citi Bike 2013, quoted",
                        "\"" + EXPORT_HEADER.replace(",", "\",\"") + "\"",
                        "\"634\",\"2013-07-04 10:00:00\",\"2013-07-04 10:10:34\",\"164\",\"E 47, St\",\"40.75\",\"-73.97\","
                                + "\"504\",\"1 Ave\",\"40.73\",\"-73.98\",\"16950\",\"Customer\",\"\\N\",\"0\"",
                        "16950 164 2013-07-04T10:00:00Z 504 2013-07-04T10:10:34Z"),
                Arguments.of(
                        "Citi Bike 2014, month first",
                        EXPORT_HEADER,
                        "60,9/21/2014 00:00:25,9/21/2014 00:01:25,72,W 52,40.76,-73.99,79,Franklin,40.71,-74.00,1001,S,1980,1",
                        "1001 72 2014-09-21T00:00:25Z 79 2014-09-21T00:01:25Z"),
                Arguments.of(
                        "Citi Bike 2020, four digits of fraction",
                        EXPORT_HEADER,
                        "60,2020-01-01 00:00:55.3900,2020-01-01 00:01:55.1470,72,W,40.76,-73.99,79,F,40.71,-74,9,S,1980,1",
                        "9 72 2020-01-01T00:00:55.390Z 79 2020-01-01T00:01:55.147Z"),
                Arguments.of(
                        "Bluebikes 2022, a postal code",
                        EXPORT_HEADER.replace("birth year,gender", "postal code"),
                        "597,2022-07-01 00:00:06,2022-07-01 00:10:03,60,C,42.36,-71.07,36,B,42.34,-71.07,3915,S,02108",
                        "3915 60 2022-07-01T00:00:06Z 36 2022-07-01T00:10:03Z"),
                Arguments.of(
                        "Healthy Ride, written as floats",
                        TestFiles.HEALTHY_RIDE_LATER,
                        "1,7/21/2016 0:00,7/21/2016 0:15,70217.0,905,1049.0,S 12th,1050,S 13th,Customer",
                        "70217 1049 2016-07-21T00:00:00Z 1050 2016-07-21T00:15:00Z"),
                Arguments.of(
                        "Divvy 2013",
                        "trip_id,starttime,stoptime,bikeid,tripduration,from_station_id,from_station_name,to_station_id,"
                                + "to_station_name,usertype,gender,birthday",
                        "4118,2013-06-27 12:11,2013-06-27 12:16,480,316,85,Michigan,28,Larrabee,Customer,,",
                        "480 85 2013-06-27T12:11:00Z 28 2013-06-27T12:16:00Z"),
                Arguments.of(
                        "Capital Bikeshare 2019",
                        "Duration,Start date,End date,Start station number,Start station,End station number,End station,"
                                + "Bike number,Member type",
                        "679,2019-01-01 00:04:48,2019-01-01 00:16:07,31203,14th St,31200,Mass Ave,E00141,Member",
                        "E00141 31203 2019-01-01T00:04:48Z 31200 2019-01-01T00:16:07Z"),
                Arguments.of(
                        "Ecobici, day first without being asked",
                        "Genero_Usuario,Edad_Usuario,Bici,Ciclo_Estacion_Retiro,Fecha_Retiro,Hora_Retiro,"
                                + "Ciclo_EstacionArribo,Fecha Arribo,Hora_Arribo",
                        "F,30,7000001,271-272,03/02/2023,23:59:01,064,04/02/2023,00:12:31",
                        "7000001 271-272 2023-02-03T23:59:01Z 064 2023-02-04T00:12:31Z"));
    }

    static List<Arguments> otherShapes() {
        return List.of(
                Arguments.of(
                        "Toronto 2021, a byte order mark",
                        "\uFEFFTrip Id,Trip  Duration,Start Station Id,Start Time,Start Station Name,End Station Id,End Time,"
                                + "End Station Name,Bike Id,User Type",
                        "1,1047,7239,01/21/2021 00:01,Bloor,7160,01/21/2021 00:18,King,3743,Casual Member",
                        "3743 7239 2021-01-21T00:01:00Z 7160 2021-01-21T00:18:00Z"),
                Arguments.of(
                        "London, day first told by the file",
                        "Rental Id,Duration,Bike Id,End Date,EndStation Id,EndStation Name,Start Date,StartStation Id,"
                                + "StartStation Name",
                        "1,60,12,21/01/2015 00:05,9,A,21/01/2015 00:04,8,B",
                        "12 8 2015-01-21T00:04:00Z 9 2015-01-21T00:05:00Z"),
                Arguments.of(
                        "an index column in front and two empty ones behind",
                        "," + PLAIN + ",,",
                        "0,7,2019-05-01 08:00:00,2019-05-01 08:10:00,3183,3199,,",
                        "7 3183 2019-05-01T08:00:00Z 3199 2019-05-01T08:10:00Z"),
                Arguments.of(
                        "semicolons",
                        PLAIN.replace(',', ';'),
                        "7;2019-05-01 08:00:00;2019-05-01 08:10:00;3183;3199",
                        "7 3183 2019-05-01T08:00:00Z 3199 2019-05-01T08:10:00Z"),
                Arguments.of(
                        "tabs",
                        PLAIN.replace(',', '\t'),
                        "7\t2019-05-01 08:00\t2019-05-01 08:10\t3183\t3199",
                        "7 3183 2019-05-01T08:00:00Z 3199 2019-05-01T08:10:00Z"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"layouts", "otherShapes"})
    void columnsAreFoundByTheirNames(String layout, String header, String row, String ride) {
        TripHistory history = read(header, row);

        assertThat(history.leftOut()).as(layout).isEmpty();
        assertThat(history.rides()).extracting(TripLayoutsTest::describe).containsExactly(ride);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ride_id,rideable_type,started_at,ended_at,start_station_id,end_station_id | no bike ids",
                "Viaje_Id,Genero,Inicio_del_viaje,Fin_del_viaje,Origen_Id,Destino_Id | no bike ids",
                "trip id,corrected,stoptime before,by,stoptime after,by | take 'export trips'",
                "bikeid,starttime,stoptime,end station id | no column for start station",
                "bikeid,starttime,Start Time,stoptime,start station id,end station id | two columns are named starttime",
            })
    void aFileThatTripsCannotBeReadFromIsRefusedWithTheReason(String header, String reason) {
        assertThatThrownBy(() -> read(header, "1,2,3,4,5,6"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("trips.csv line 1")
                .hasMessageContaining(reason);
    }
}
