package bici.simulator.replay;

import static bici.simulator.replay.TestFiles.CITI_BIKE_OLDER;
import static bici.simulator.replay.TestFiles.HEALTHY_RIDE;
import static bici.simulator.replay.TestFiles.HEALTHY_RIDE_LATER;
import static bici.simulator.replay.TestFiles.history;
import static bici.simulator.replay.TestFiles.row;
import static bici.simulator.replay.TestFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TripHistoryTest {
    @TempDir
    Path folder;

    @Test
    void aCitiBikeFileIsReadRowByRowWithoutMendingAnything() {
        TripHistory history = history(TestFiles.citiBikeSample());

        assertThat(history.rows()).isEqualTo(7);
        assertThat(history.rides())
                .extracting(Ride::bike, Ride::fromStation, Ride::toStation, TripHistoryTest::times)
                .containsExactly(
                        tuple("16379", "2009", "263", "2014-01-02T14:10:00Z 2014-01-02T14:17:50Z"),
                        tuple("15611", "536", "259", "2014-01-01T05:00:06Z 2014-01-01T05:24:59Z"),
                        tuple("16613", "263", "536", "2014-01-01T05:00:38Z 2014-01-01T05:05:38Z"),
                        tuple("15611", "259", "2009", "2014-01-03T17:00:00Z 2014-05-04T10:46:40Z"));
        assertThat(history.leftOut())
                .extracting(LeftOut::reason)
                .containsExactly(
                        Reason.ENDS_BEFORE_IT_STARTS, Reason.NO_END_STATION, Reason.END_STATION_OUTSIDE_NETWORK);
    }

    @ParameterizedTest
    @ValueSource(strings = {HEALTHY_RIDE, HEALTHY_RIDE_LATER, "\uFEFF" + HEALTHY_RIDE})
    void bothSpellingsOfHealthyRideAreKnownByTheirHeader(String header) {
        Path file = write(folder, "a.csv", header, row("2015/10/1 0:22", "2015/10/1 0:32", "70374", "1035", "1038"));

        assertThat(history(file).rides())
                .extracting(TripHistoryTest::times)
                .containsExactly("2015-10-01T05:22:00Z 2015-10-01T05:32:00Z");
    }

    @Test
    void theOlderSpellingOfCitiBikeIsKnownByItsHeader() {
        Path file = write(
                folder,
                "a.csv",
                CITI_BIKE_OLDER,
                "60,1/31/2015 0:00,1/31/2015 0:01:30.2500,72,W 52,40.76,-73.99,79,Franklin,40.71,-74.00,17,Customer,,0");

        assertThat(history(file).rides())
                .extracting(TripHistoryTest::times)
                .containsExactly("2015-01-31T05:00:00Z 2015-01-31T05:01:30.250Z");
    }

    @Test
    void anUnknownHeaderIsRefusedWithFileAndLine() {
        Path file = write(folder, "odd.csv", "id,when,who", "1,2021-02-01,7");

        assertThatThrownBy(() -> history(file))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("odd.csv line 1")
                .hasMessageContaining("columns: id, when, who");
    }

    @Test
    void aMissingFileIsRefusedByName() {
        assertThatThrownBy(() -> history(folder.resolve("none.csv")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("none.csv");
    }

    @ParameterizedTest
    @CsvSource({
        "'1,2015/10/1 0:22,2015/10/1 0:32,7,60,1,A,2,B', UNREADABLE_ROW",
        "'1,2015/10/1 0:22,2015/10/1 0:32,,60,1,A,2,B,x', NO_BIKE",
        "'1,2015/10/1 0:22,2015/10/1 0:32,a b,60,1,A,2,B,x', BIKE_ID_NOT_USABLE",
        "'1,2015/10/1 0:22,2015/10/1 0:32,7,60,,A,,B,x', NO_START_STATION",
        "'1,2015/10/1 0:22,2015/10/1 0:32,7,60,1,A,NULL,B,x', NO_END_STATION",
        "'1,2015/13/1 0:22,2015/10/1 0:32,7,60,1,A,2,B,x', UNREADABLE_TIME",
        "'1,2015/10/1 0:22,soon,7,60,1,A,2,B,x', UNREADABLE_TIME",
        "'1,1969/10/1 0:22,2015/10/1 0:32,7,60,1,A,2,B,x', UNREADABLE_TIME",
        "'1,2015/10/1 0:22:00.0000000001,2015/10/1 0:32,7,60,1,A,2,B,x', UNREADABLE_TIME",
        "'1,2015/10/1 0:22,2015/10/1 0:21,7,60,1,A,2,B,x', ENDS_BEFORE_IT_STARTS",
        "'1,2015/10/1 0:22,2015/10/1 0:32,7,60,1/x,A,2,B,x', START_STATION_ID_NOT_USABLE",
        "'1,2015/10/1 0:22,2015/10/1 0:32,7,60,1,A,2+,B,x', END_STATION_ID_NOT_USABLE",
    })
    void aRowThatCannotBePlayedHasOneNamedReason(String row, Reason reason) {
        TripHistory history = history(write(folder, "a.csv", HEALTHY_RIDE, row));

        assertThat(history.rides()).isEmpty();
        assertThat(history.leftOut()).extracting(LeftOut::reason).containsExactly(reason);
    }

    @Test
    void aWallTimeThatNeverWasIsLeftOutAndOneThatWasTwiceIsTheEarlier() {
        Path file = write(
                folder,
                "a.csv",
                HEALTHY_RIDE,
                row("2016/3/13 1:57", "2016/3/13 2:23", "1", "A", "B"),
                "1,2015/11/1 1:30,2015/11/1 3:00,2,,A,A,B,B,Customer");

        TripHistory history = TripHistory.read(List.of(file), TripReading.in(ZoneId.of("America/New_York")));

        assertThat(history.leftOut()).extracting(LeftOut::reason).containsExactly(Reason.TIME_SKIPPED_BY_CLOCK_CHANGE);
        assertThat(history.rides())
                .extracting(TripHistoryTest::times)
                .containsExactly("2015-11-01T05:30:00Z 2015-11-01T08:00:00Z");
        assertThat(history.notes())
                .containsExactly("at an hour that the clock showed twice, taken as the earlier: trips=1");
    }

    @Test
    void aStationFileIsReadAndABadLineOfItIsNamed() {
        Path good = write(
                folder,
                "good.csv",
                "StationNum,StationName,RackQnty,Latitude,Longitude",
                "1000,Liberty & Stanwix,16,40.44,-80.00");
        Path bad = write(
                folder, "bad.csv", "StationNum,StationName,RackQnty,Latitude,Longitude", "1000,Liberty,many,40.44,-80");

        assertThat(StationFile.read(good)).hasSize(1).containsKey("1000");
        assertThat(StationFile.read(good).get("1000")).extracting(Site::docks).isEqualTo(16);
        assertThatThrownBy(() -> StationFile.read(bad)).hasMessageContaining("bad.csv line 2");
    }

    private static String times(Ride ride) {
        return Instant.ofEpochMilli(ride.startMs()) + " " + Instant.ofEpochMilli(ride.endMs());
    }
}
