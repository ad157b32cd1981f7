package bici.infra.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.infra.command.CommandFailed;
import bici.infra.database.DatabaseSource;
import bici.infra.database.TestDatabase;
import bici.infra.machine.Progress;
import bici.infra.run.RunPlace;
import bici.simulator.replay.TripReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the files through the wire, a server process and the database to the exported file. */
class ReplayTest {
    private static final String CITI_BIKE = """
            Trip Duration,Start Time,Stop Time,Start Station ID,Start Station Name,Start Station Latitude,\
            Start Station Longitude,End Station ID,End Station Name,End Station Latitude,End Station Longitude,Bike ID,\
            User Type,Birth Year,Gender
            471,2014-01-02 09:10:00,2014-01-02 09:17:50,2009,Catherine St,40.7111,-73.9968,263,Elizabeth St,40.7172,-73.9963,16379,Subscriber,1979,2
            1494,2014-01-01 00:00:06,2014-01-01 00:24:59,536,1 Ave,40.7414,-73.9753,259,South St,40.7012,-74.0123,15611,,1991,1
            300,2014-01-01 00:00:38,2014-01-01 00:05:38,263,Elizabeth St,40.7172,-73.9963,536,1 Ave,40.7414,-73.9753,16613,Customer,,0
            60,2014-01-01 08:00:00,2014-01-01 07:59:00,263,Elizabeth St,40.7172,-73.9963,2009,Catherine St,40.7111,-73.9968,16613,Customer,,0
            10432000,2014-01-03 12:00:00,2014-05-04 05:46:40,259,South St,40.7012,-74.0123,2009,Catherine St,40.7111,-73.9968,15611,Subscriber,1991,1
            900,2014-01-04 18:00:00,2014-01-04 18:15:00,263,Elizabeth St,40.7172,-73.9963,3040,8D Mobile 01,45.5063,-73.5694,16379,Subscriber,1979,2
            0,2014-01-06 07:00:00,2014-01-06 07:00:00,263,Elizabeth St,40.7172,-73.9963,2009,Catherine St,40.7111,-73.9968,16379,Subscriber,1979,2
            600,2014-01-06 07:00:00,2014-01-06 07:10:00.5000,2009,Catherine St,40.7111,-73.9968,263,Elizabeth St,40.7172,-73.9963,16379,Subscriber,1979,2
            """;

    @TempDir
    Path folder;

    private final List<String> results = new ArrayList<>();

    private ReplaySummary replay(Path trips, int repeat, int kills, DatabaseSource data) {
        results.clear();
        ReplayOptions options = new ReplayOptions(
                List.of(trips), Optional.empty(), TripReading.in(ZoneId.of("America/Bogota")), repeat, kills, 7);
        try (RunPlace place = RunPlace.of(Optional.of(data), "replay")) {
            return new ReplayRun(options, place, Clock.systemUTC(), Progress.SILENT, results::add).run();
        }
    }

    private String tripIds() {
        return results.stream()
                .filter(line -> line.startsWith("trip ids: "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCitiBikeFileGoesThroughWithEveryRowExplained() throws IOException {
        Path trips = Files.writeString(folder.resolve("citibike.csv"), CITI_BIKE);

        try (TestDatabase database = TestDatabase.create()) {
            DatabaseSource.Server server = new DatabaseSource.Server(database.address());
            assertThat(replay(trips, 2, 0, server).isGood()).isTrue();
            assertLeftOutAndTotals();
            assertThatThrownBy(() -> replay(trips, 1, 0, server))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("empty");
        }
    }

    private void assertLeftOutAndTotals() {

        assertThat(results)
                .anyMatch(line -> line.startsWith("left out: ends-before-it-starts=2, such as citibike.csv line 5"))
                .anyMatch(line -> line.startsWith("left out: end-station-outside-network=2"));
        assertThat(results.getLast())
                .isEqualTo("replay: rows=16 replayed=12 left_out=4 exported=12 matched=12 unexplained=0");
    }

    @Test
    void aServerThatIsKilledOnTheWayChangesNoTripAndNoId() throws IOException {
        Path trips = Files.write(folder.resolve("trips.csv"), madeUpTrips(1_500));

        try (TestDatabase database = TestDatabase.create()) {
            assertThat(replay(trips, 1, 0, new DatabaseSource.Server(database.address()))
                            .isGood())
                    .isTrue();
        }
        String calm = tripIds();
        ReplaySummary killed = replay(trips, 1, 2, new DatabaseSource.Folder(folder.resolve("killed")));

        assertThat(killed.isGood()).isTrue();
        assertThat(killed.exported()).isGreaterThan(1_250);
        assertThat(tripIds()).isEqualTo(calm);
    }

    /** Bikes that go from station to station, now and then by van. */
    private static List<String> madeUpTrips(int count) {
        SplittableRandom random = new SplittableRandom(11);
        DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy/M/d H:mm");
        List<String> lines = new ArrayList<>();
        lines.add("TripId,StartTime,StopTime,BikeId,TripDuration,FromStationId,FromStationName,ToStationId,"
                + "ToStationName,UserType");
        int bikes = 30;
        for (int bike = 0; bike < bikes; bike++) {
            LocalDateTime now = LocalDateTime.of(2020, 3, 1, 6, 0);
            int at = random.nextInt(12);
            for (int n = 0; n < count / bikes; n++) {
                int from = random.nextInt(5) == 0 ? random.nextInt(12) : at;
                LocalDateTime start = now.plusMinutes(random.nextInt(90));
                now = start.plusMinutes(random.nextInt(40));
                at = random.nextInt(12);
                lines.add(String.join(
                        ",",
                        String.valueOf(lines.size()),
                        start.format(format),
                        now.format(format),
                        "bike" + bike,
                        "0",
                        "S" + from,
                        "Station " + from,
                        "S" + at,
                        "Station " + at,
                        "Customer"));
            }
        }
        return lines;
    }
}
