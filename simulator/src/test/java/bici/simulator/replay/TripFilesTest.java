package bici.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trip files as publishers, spreadsheets and data frames write them. */
class TripFilesTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
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

    @Test
    void theExportOfThisProgramIsReadBackWithMicrosecondsAndGuardedNames() {
        TripHistory history = read(
                EXPORT_HEADER,
                "1,2026-11-29 21:13:50.632,2026-11-29 21:13:51.653756,C4,'=SUM(A1),7.2,-73.2,C3,Estación,7.12,-73.12,E1,,,");

        assertThat(history.rides())
                .extracting(TripFilesTest::describe)
                .containsExactly("E1 C4 2026-11-29T21:13:50.632Z C3 2026-11-29T21:13:51.654Z");
        assertThat(history.sites().get("C4")).extracting(Site::name).isEqualTo("=SUM(A1)");
    }

    @ParameterizedTest
    @CsvSource({
        "2019-01-01T00:00:55, 2019-01-01T00:00:55Z",
        "2019-01-01 00:00:55-05:00, 2019-01-01T05:00:55Z",
        "2019-01-01 00:00:55 UTC, 2019-01-01T00:00:55Z",
        "1/31/2019 12:05:00 AM, 2019-01-31T00:05:00Z",
        "1/31/2019 1:05 pm, 2019-01-31T13:05:00Z",
        "31-12-2019 08:00, 2019-12-31T08:00:00Z",
        "31.12.2019 08:00, 2019-12-31T08:00:00Z",
        "2019-01-01 00:00:00.123456789, 2019-01-01T00:00:00.123Z",
        "2019-01-01 23:59:59.9995, 2019-01-02T00:00:00Z",
    })
    void timesAreReadAsTheyAreWritten(String written, Instant instant) {
        assertThat(read(PLAIN, "7," + written + "," + written + ",A,B").rides())
                .extracting(Ride::startMs)
                .containsExactly(instant.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2019-01-01 24:00:00", "2019-02-30 10:00", "1/1/2019 13:00 PM", "2019-01-01", "soon"})
    void whatIsNoTimeIsLeftOut(String written) {
        assertThat(read(PLAIN, "7," + written + ",2019-03-01 10:00,A,B").leftOut())
                .extracting(LeftOut::reason)
                .containsExactly(Reason.UNREADABLE_TIME);
    }

    @Test
    void allDatesOfAFileTellWhichIsTheDay() {
        assertThat(read(PLAIN, "7,1/2/2019 8:00,1/2/2019 8:10,A,B", "8,1/2/2019 8:00,28/2/2019 8:10,A,B")
                        .rides())
                .extracting(Ride::startMs)
                .containsOnly(Instant.parse("2019-02-01T08:00:00Z").toEpochMilli());
        assertThat(read(PLAIN, "7,1/2/2019 8:00,1/2/2019 8:10,A,B", "8,1/2/2019 8:00,2/28/2019 8:10,A,B")
                        .rides())
                .extracting(Ride::startMs)
                .containsOnly(Instant.parse("2019-01-02T08:00:00Z").toEpochMilli());
    }

    @Test
    void datesThatDoNotTellAreAskedAbout() {
        Path unclear = TestFiles.write(folder, "a.csv", PLAIN, "7,1/2/2019 8:00,1/2/2019 8:10,A,B");
        Path both = TestFiles.write(folder, "b.csv", PLAIN, "7,31/1/2019 8:00,1/31/2019 8:10,A,B");

        assertThatThrownBy(() -> read(unclear))
                .hasMessageContaining("such as line 2 (1/2/2019 8:00); say it with --dates");
        assertThatThrownBy(() -> read(both)).hasMessageContaining("say which is right with --dates dmy or --dates mdy");
        TripReading said = new TripReading(ZoneId.of("UTC"), Optional.empty(), Optional.of(DateOrder.DAY_FIRST));
        assertThat(TripHistory.read(List.of(unclear), said).rides())
                .extracting(Ride::startMs)
                .containsExactly(Instant.parse("2019-02-01T08:00:00Z").toEpochMilli());
        assertThat(TripHistory.read(List.of(both), said).leftOut())
                .extracting(LeftOut::reason)
                .containsExactly(Reason.UNREADABLE_TIME);
    }

    @Test
    void aPublishersHabitIsFollowedAndSaid() {
        TripHistory history =
                read(TestFiles.HEALTHY_RIDE, TestFiles.row("7/1/2016 0:00", "7/1/2016 0:15", "7", "A", "B"));

        assertThat(history.rides())
                .extracting(Ride::startMs)
                .containsExactly(Instant.parse("2016-07-01T00:00:00Z").toEpochMilli());
        assertThat(history.notes()).singleElement().asString().contains("read as month/day/year");
    }

    @ParameterizedTest
    @CsvSource({
        // Clocks in New York went from 2:00 back to 1:00 on 2016-11-06, at 06:00 UTC.
        "1115, 01:45:28, 01:04:03, 05:45:28, 06:04:03, false",
        "4200, 01:10:00, 01:20:00, 05:10:00, 06:20:00, false",
        "6000, 00:50:00, 01:30:00, 04:50:00, 06:30:00, false",
        "2400, 00:50:00, 01:30:00, 04:50:00, 05:30:00, false",
        "3570, 01:30:00, 02:30:00, 06:30:00, 07:30:00, false",
        "7200, 01:30:00, 02:30:00, 05:30:00, 07:30:00, false",
        "'', 01:45:28, 01:04:03, 05:45:28, 06:04:03, false",
        "600, 01:30:00, 01:40:00, 05:30:00, 05:40:00, true",
        "'', 01:30:00, 01:40:00, 05:30:00, 05:40:00, true",
        "99999, 01:30:00, 02:40:00, 05:30:00, 07:40:00, true",
    })
    void theRowsOwnDurationTellsWhichOfTwoEqualHoursIsMeant(
            String seconds, String start, String stop, String startUtc, String stopUtc, boolean guessed) {
        Path file = TestFiles.write(
                folder,
                "a.csv",
                PLAIN + ",tripduration",
                "7,2016-11-06 " + start + ",2016-11-06 " + stop + ",A,B," + seconds);

        TripHistory history = TripHistory.read(List.of(file), TripReading.in(NEW_YORK));

        assertThat(history.rides())
                .extracting(TripFilesTest::describe)
                .containsExactly("7 A 2016-11-06T" + startUtc + "Z B 2016-11-06T" + stopUtc + "Z");
        assertThat(history.notes().isEmpty()).isNotEqualTo(guessed);
    }

    @Test
    void idsOfADataFrameAreReadAsTheNumbersTheyWereAndOtherPointsAreNotUsable() {
        TripHistory history = read(
                PLAIN,
                "7.0,2019-05-01 08:00,2019-05-01 08:10,3183.0,3199",
                "7,2019-05-01 09:00,2019-05-01 09:10,7954.12,3199",
                "nan,2019-05-01 09:00,2019-05-01 09:10,1,2");

        assertThat(history.rides())
                .extracting(Ride::bike, Ride::fromStation)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("7", "3183"));
        assertThat(history.leftOut())
                .extracting(LeftOut::reason)
                .containsExactly(Reason.START_STATION_ID_NOT_USABLE, Reason.NO_BIKE);
        assertThat(history.notes()).containsExactly("2 ids like 3183.0 were read as 3183");
    }

    @Test
    void filesPutTogetherRepeatTheirHeader() {
        TripHistory history = read(
                "\uFEFF" + PLAIN,
                "7,2019-05-01 08:00,2019-05-01 08:10,A,B",
                "\uFEFF" + PLAIN,
                "7,2019-05-02 08:00,2019-05-02 08:10,A,B");

        assertThat(history.rides()).hasSize(2);
        assertThat(history.leftOut()).extracting(LeftOut::reason).containsExactly(Reason.HEADER_REPEATED);
    }

    @Test
    void bytesOfAnotherEncodingAreRefusedByTheirLineUnlessItIsSaid() throws IOException {
        String text = PLAIN + ",start station name\r\n" + "7,2019-05-01 08:00,2019-05-01 08:10,A,B,Uno\r\n"
                + "7,2019-05-02 08:00,2019-05-02 08:10,C,B,Estación Dos\r\n";
        Path file = Files.write(folder.resolve("latin.csv"), text.getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> read(file))
                .hasMessageContaining("latin.csv line 3: not UTF-8 (byte 0xF3)")
                .hasMessageContaining("--encoding ISO-8859-1");
        TripReading said =
                new TripReading(ZoneId.of("UTC"), Optional.of(StandardCharsets.ISO_8859_1), Optional.empty());
        assertThat(TripHistory.read(List.of(file), said).sites().get("C"))
                .extracting(Site::name)
                .isEqualTo("Estación Dos");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkTellsTheEncoding(Charset charset) throws IOException {
        String text = "\uFEFF" + PLAIN + "\n7,2019-05-01 08:00,2019-05-01 08:10,A,B\n";

        assertThat(read(Files.write(folder.resolve("wide.csv"), text.getBytes(charset)))
                        .rides())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x1B, 0x7F, 0x9B})
    void aNameWithAControlCharacterIsNotPlayedAndItsLineAndColumnAreSaid(int code) {
        String names = PLAIN + ",start station name,end station name";
        char control = (char) code;
        TripHistory history = read(
                names,
                "7,2019-05-01 08:00,2019-05-01 08:10,A,B,Uno,Dos",
                "8,2019-05-01 08:00,2019-05-01 08:10,C,B,Tr" + control + "[2Jes,Dos",
                "9,2019-05-01 08:00,2019-05-01 08:10,A,D,Uno,Cuatro" + control,
                "7,2019-05-02 08:00,2019-05-02 08:10,A,B,\"Uno\tbis\n\",Dos");

        String said = String.format("U+%04X", code);
        assertThat(history.leftOut())
                .extracting(out -> out.row().line() + " " + out.reason().word() + " " + out.detail())
                .containsExactly(
                        "3 start-station-name-not-usable column 6, start station's name: control character " + said,
                        "4 end-station-name-not-usable column 7, end station's name: control character " + said);
        assertThat(history.sites()).containsOnlyKeys("A", "B");
    }

    @Test
    void aStationFileWithAControlCharacterInANameIsRefusedByLineAndColumn() {
        Path file = TestFiles.write(
                folder,
                "stations.csv",
                "StationNum,StationName,RackQnty,Latitude,Longitude",
                "1,Uno,10,7.1,-73.1",
                "2,D\u001Bos,10,7.1,-73.1");
        assertThatThrownBy(() -> StationFile.read(file))
                .hasMessageEndingWith("stations.csv line 3: column 2, StationName: control character U+001B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x7p0", "7d", "7f", "NaN", "Infinity"})
    void aPositionIsADecimalNumber(String latitude) {
        Path file = TestFiles.write(
                folder,
                "stations.csv",
                "StationNum,StationName,RackQnty,Latitude,Longitude",
                "1,Uno,10," + latitude + ",-73.1");
        assertThatThrownBy(() -> StationFile.read(file)).hasMessageContaining("line 2: not a station");
    }
}
