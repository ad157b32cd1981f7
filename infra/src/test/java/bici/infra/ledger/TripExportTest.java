package bici.infra.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.operations.StationRegister.Position;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.report.TripExport;
import bici.fleet.report.TripExport.Selection;
import bici.fleet.report.TripExport.TripLayout;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.store.PostgresTripExport;
import bici.fleet.vocabulary.StationId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of finished trips: columns, order, zone, names, bounds, and that it streams. */
class TripExportTest {
    private static final String HEADER = "tripduration,starttime,stoptime,start station id,start station name,"
            + "start station latitude,start station longitude,end station id,end station name,end station latitude,"
            + "end station longitude,bikeid,usertype,birth year,gender";
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
    private static final int MANY = 200_000;

    private static LedgerWorld world;
    private static TripExport export;

    @BeforeAll
    static void open() {
        world = LedgerWorld.withStations("S1");
        export = new PostgresTripExport(world.database().dataSource(), Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void startAnew() {
        world.startAnew("S1", "S2");
    }

    @Test
    void aDatabaseWithoutTripsGivesTheHeaderAlone() throws IOException {
        assertThat(lines("UTC", FIRST, LAST)).containsExactly(HEADER);
    }

    @Test
    void aTripIsALineWithWallTimesAndBlankRiderColumns() throws IOException {
        name("S1", "Parque García Rovira", Optional.of(new Position(7.11935, -73.1227)));
        name("S2", "San Pío", Optional.empty());
        world.tell("S1", "1 12:00 +1 B1, 2 12:10 -1 B1 card");
        world.tell("S2", "1 12:30 +2 B1");
        assertThat(lines("America/Bogota", FIRST, LAST))
                .containsExactly(
                        HEADER,
                        "1200,2026-03-02 07:10:00,2026-03-02 07:30:00,S1,Parque García Rovira,7.11935,-73.1227,S2,"
                                + "San Pío,,,B1,,,");
    }

    @Test
    void aTripHasTheNameAndThePlaceThatItsStationsHadAtItsTime() throws IOException {
        Position first = new Position(7.11935, -73.1227);
        name("S1", "García Rovira", Optional.of(first));
        nameAt("12:20", "S1", "Plaza Cívica", Optional.of(new Position(7.12, -73.13)));
        nameAt("12:50", "S1", "Plaza Cívica Luis Carlos Galán", Optional.of(new Position(7.12, -73.13)));
        trip("S1.1.1", "2026-03-02 12:10:00", "2026-03-02 12:30:00");
        trip("S1.1.2", "2026-03-02 12:20:00", "2026-03-02 12:30:00");
        world.execute(
                "INSERT INTO trip VALUES ('S2.1.1', 'B2', '2026-03-02 12:40Z', 'S2', 1, '2026-03-02 13:00Z', 'S1', 1,"
                        + " 'S1.1.9', 'nobody')");
        assertThat(lines("UTC", FIRST, LAST))
                .satisfiesExactly(
                        header -> assertThat(header).isEqualTo(HEADER),
                        before -> assertThat(before).contains(",S1,García Rovira,7.11935,-73.1227,S2,"),
                        moved -> assertThat(moved).contains(",S1,Plaza Cívica,7.12,-73.13,S2,"),
                        later -> assertThat(later).contains(",S1,Plaza Cívica Luis Carlos Galán,7.12,-73.13,B2,"));
    }

    @Test
    void whateverChangesAStationLeavesWhatItWas() throws IOException {
        trip("S1.1.1", "2026-03-02 12:10:00", "2026-03-02 12:30:00");
        String before = text("UTC", FIRST, LAST);
        world.execute("UPDATE station SET name = 'Otra', latitude = 7.2, longitude = -73.2 WHERE station_id = 'S1'");
        world.execute("UPDATE station SET retired_at = now() WHERE station_id = 'S1'");
        assertThat(text("UTC", FIRST, LAST)).isEqualTo(before);
        assertThat(world.texts("SELECT concat_ws(' ', name, latitude, retired) FROM station_version"
                        + " WHERE station_id = 'S1' ORDER BY version_id"))
                .containsExactly("Estación S1 f", "Otra 7.2 f", "Otra 7.2 t");
    }

    @Test
    void timesHaveMillisecondsAtMost() throws IOException {
        trip("S1.1.1", "2026-03-02 12:00:00.001999", "2026-03-02 12:00:01.001");
        assertThat(times("UTC")).containsExactly("1,2026-03-02 12:00:00.001,2026-03-02 12:00:01.001");
    }

    @Test
    void openTripsAndVanMovesAreLeftOut() throws IOException {
        world.tell("S1", "1 12:00 +1 B1, 2 12:00 +2 B2, 3 12:10 -1 B1 crew, 4 12:20 -2 B2 card");
        world.tell("S2", "1 12:30 +2 B1");
        assertThat(lines("UTC", FIRST, LAST)).containsExactly(HEADER);
    }

    @Test
    void timesAreExactAndALengthIsWholeSeconds() throws IOException {
        trip("S1.1.1", "2026-03-02 12:00:00.001", "2026-03-02 12:00:59.999");
        trip("S1.1.2", "2026-03-02 12:00:00.5", "2026-03-02 12:00:00.5");
        trip("S1.1.3", "2026-03-02 12:00:01", "2026-03-05 12:00:01");
        assertThat(times("UTC"))
                .containsExactly(
                        "59,2026-03-02 12:00:00.001,2026-03-02 12:00:59.999",
                        "0,2026-03-02 12:00:00.5,2026-03-02 12:00:00.5",
                        "259200,2026-03-02 12:00:01,2026-03-05 12:00:01");
    }

    @ParameterizedTest
    @CsvSource({
        "America/Bogota, 07:10:00",
        "UTC, 12:10:00",
        "Z, 12:10:00",
        "-05:00, 07:10:00",
        "UTC-5, 07:10:00",
        "+05:30, 17:40:00",
        "America/New_York, 07:10:00",
    })
    void wallTimesAreOfTheZoneAsked(String zone, String wall) throws IOException {
        trip("S1.1.1", "2026-03-02 12:10:00", "2026-03-02 12:10:00");
        assertThat(times(zone)).containsExactly("0,2026-03-02 " + wall + ",2026-03-02 " + wall);
    }

    @Test
    void tripsStandInOrderOfTheirStart() throws IOException {
        trip("S1.1.3", "2026-03-02 12:00:00", "2026-03-02 13:00:00");
        trip("S1.1.2", "2026-01-02 12:00:00", "2026-03-02 14:00:00");
        trip("S1.1.1", "2026-03-02 12:00:00", "2026-03-02 12:30:00");
        assertThat(times("UTC"))
                .extracting(line -> line.substring(line.indexOf(',') + 1))
                .containsExactly(
                        "2026-01-02 12:00:00,2026-03-02 14:00:00",
                        "2026-03-02 12:00:00,2026-03-02 12:30:00",
                        "2026-03-02 12:00:00,2026-03-02 13:00:00");
    }

    @Test
    void theFirstMomentIsInAndTheLastIsOut() throws IOException {
        trip("S1.1.1", "2026-03-02 11:59:59.999", "2026-03-02 13:00:00");
        trip("S1.1.2", "2026-03-02 12:00:00", "2026-03-02 13:00:00");
        trip("S1.1.3", "2026-03-02 12:59:59.999", "2026-03-02 14:00:00");
        trip("S1.1.4", "2026-03-02 13:00:00", "2026-03-02 13:00:00");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(export.write(selection("UTC", Told.at("12:00"), Told.at("13:00")), out))
                .isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(" 12:00:00,").contains(" 12:59:59.999,");
        assertThatThrownBy(() -> selection("UTC", LAST, LAST)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "=1+1                | '=1+1",
                "+57 310             | '+57 310",
                "-2                  | '-2",
                "@SUM(A1)            | '@SUM(A1)",
                "`\t=1`              | `'\t=1`",
                "`\r=1`              | `\"'\r=1\"`",
                "a=b                 | a=b",
                "Calle 36, \"El Centro\" | \"Calle 36, \"\"El Centro\"\"\"",
            })
    void aNameIsNoFormulaAndIsQuotedWhereNeeded(String name, String shown) throws IOException {
        // Of before names were judged.
        world.execute("INSERT INTO station_version (station_id, valid_from, name, capacity, transfer, retired) VALUES ("
                + "'S1', '-infinity', E'" + name.replace("\t", "\\t").replace("\r", "\\r") + "', 12, false, false)");
        trip("S1.1.1", "2026-03-02 12:00:00", "2026-03-02 12:10:00");
        assertThat(text("UTC", FIRST, LAST)).contains(",S1," + shown + ",,,S2,");
    }

    @Test
    void aFileThatCannotBeWrittenIsToldAndHarmsNothing() throws IOException {
        many();
        OutputStream full = new OutputStream() {
            private int room = 10_000;

            @Override
            public void write(int b) throws IOException {
                if (--room < 0) {
                    throw new IOException("no space left");
                }
            }
        };
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> export.write(selection("UTC", FIRST, LAST), full))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no space left");
        }
        assertThat(export.write(selection("UTC", FIRST, LAST), OutputStream.nullOutputStream()))
                .isEqualTo(MANY);
    }

    @Test
    void aLongHistoryIsWrittenRowByRow() throws IOException {
        many();
        long[] largestAndTotal = new long[2];
        long trips = export.write(selection("UTC", FIRST, LAST), new OutputStream() {
            @Override
            public void write(int b) {
                largestAndTotal[1]++;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                largestAndTotal[0] = Math.max(largestAndTotal[0], length);
                largestAndTotal[1] += length;
            }
        });
        assertThat(trips).isEqualTo(MANY);
        assertThat(largestAndTotal[0]).isLessThan(64 * 1024);
        assertThat(largestAndTotal[1]).isGreaterThan(MANY * 60L);
    }

    private static void many() {
        world.execute("INSERT INTO trip (trip_id, bike_id, started_at, start_station_id, start_dock, ended_at, "
                + "end_station_id, end_dock, end_fact, cause) SELECT 'S1.1.' || n, 'B1', "
                + "timestamptz '2026-01-01 00:00Z' + n * interval '1 minute', 'S1', 1, "
                + "timestamptz '2026-01-01 00:00Z' + n * interval '1 minute', 'S2', 1, 'S2.1.' || n, 'nobody' "
                + "FROM generate_series(1, " + MANY + ") AS n");
    }

    private static void trip(String id, String start, String end) {
        world.execute("INSERT INTO trip VALUES ('" + id + "', 'B1', '" + start + "Z', 'S1', 1, '" + end
                + "Z', 'S2', 1, 'S2.1.1', 'nobody')");
    }

    private static void name(String station, String name, Optional<Position> position) {
        nameAt("00:00", station, name, position);
    }

    private static void nameAt(String time, String station, String name, Optional<Position> position) {
        new PostgresStationRegister(world.database().dataSource(), Clock.fixed(Told.at(time), ZoneOffset.UTC))
                .put(List.of(new Station(new StationId(station), name, position, 12)));
    }

    /** Length and wall times of each line. */
    private static List<String> times(String zone) throws IOException {
        List<String> lines = lines(zone, FIRST, LAST);
        return lines.subList(1, lines.size()).stream()
                .map(line -> line.substring(0, line.indexOf(",S1,")))
                .toList();
    }

    private static List<String> lines(String zone, Instant from, Instant until) throws IOException {
        return text(zone, from, until).lines().toList();
    }

    private static String text(String zone, Instant from, Instant until) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long trips = export.write(selection(zone, from, until), out);
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(trips).isEqualTo(text.split("\n", -1).length - 2L);
        return text;
    }

    private static Selection selection(String zone, Instant from, Instant until) {
        return new Selection(TripLayout.CITIBIKE_2013, ZoneId.of(zone), from, until);
    }
}
