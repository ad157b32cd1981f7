package bici.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Delivery;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Receipt;
import bici.fleet.dock.Stamp;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.store.PostgresStationLedger;
import bici.fleet.store.PostgresStationRegister;
import bici.fleet.vocabulary.BikeId;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import bici.infra.database.Explained;
import bici.infra.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The recording transaction on a record of eight weeks, with the plan PostgreSQL ran of each of its statements (EXPLAIN
 * ANALYZE, by {@code auto_explain}): all are kept in {@code target/hot-statements.txt}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HotStatementsTest {
    private static final int STATIONS = 200;
    private static final Filling RECORD = Filling.of(STATIONS, 100_000);
    private static final Path KEPT = Path.of("target", "hot-statements.txt");
    private static final Instant NOW = Instant.parse("2026-03-04T15:00:00Z");

    @SuppressWarnings("NullAway.Init") // made before all tests
    private static TestDatabase database;

    @SuppressWarnings("NullAway.Init")
    private static Explained explained;

    @SuppressWarnings("NullAway.Init")
    private static PostgresStationLedger ledger;

    /** How many facts each station has told, and the moment of the last step. */
    private static final long[] TOLD = new long[STATIONS];

    private static Instant moment = NOW.minus(Duration.ofMinutes(30));

    @BeforeAll
    static void fill() throws IOException {
        database = TestDatabase.create();
        new PostgresStationRegister(database.dataSource(), Clock.systemUTC())
                .put(IntStream.range(0, STATIONS)
                        .mapToObj(n -> new Station(station(n), "Estación " + n, Optional.empty(), 20))
                        .toList());
        RECORD.write(database.dataSource(), NOW);
        Arrays.fill(TOLD, RECORD.factsPerStation());
        explained = new Explained(database.dataSource());
        ledger = new PostgresStationLedger(explained.dataSource(), (card, version, proof) -> true);
        Files.deleteIfExists(KEPT);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static StationId station(int n) {
        return new StationId("T%04d".formatted(n));
    }

    private static BikeId bike(int n) {
        return new BikeId("H%04d".formatted(n));
    }

    private static Event docked(int n) {
        return new Event.BikeDocked(1, bike(n));
    }

    private static Event removed(int n) {
        return new Event.BikeRemoved(1, bike(n), new Cause.ByCard(new CardId("C%06d".formatted(n)), 1, "proof"));
    }

    private static Delivery delivery(int n, Instant at, Event event) {
        TOLD[n]++;
        Stamp stamp = new Stamp(at, Duration.ofHours(1), 1, Stamp.ClockQuality.SYNCED, false);
        return new Delivery(
                station(n), NOW, List.of(new Fact(new FactId(station(n), 1, TOLD[n]), stamp, event)), List.of());
    }

    /** One fact a station, all in one transaction, a second after the last step. */
    private static Explained.Run record(int from, int to, IntFunction<Event> event) {
        moment = moment.plusSeconds(1);
        Instant at = moment;
        return record(IntStream.range(from, to)
                .mapToObj(n -> delivery(n, at, event.apply(n)))
                .toList());
    }

    private static Explained.Run record(List<Delivery> deliveries) {
        explained.forget();
        List<Receipt> receipts = ledger.record(deliveries);
        assertThat(receipts)
                .hasSize(deliveries.size())
                .allSatisfy(r -> assertThat(r.conflicts()).isEmpty());
        return explained.run();
    }

    private static void keep(String title, Explained.Run run) throws IOException {
        Files.createDirectories(Path.of("target"));
        List<String> lines = new ArrayList<>(List.of("", "######## " + title));
        lines.addAll(run.plans());
        Files.write(KEPT, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** What was stored in eight weeks is not gone through for what happens now. */
    private static void assertReadsOnlyWhatItNeeds(Explained.Run run) {
        assertThat(run.plans()).isNotEmpty();
        assertThat(run.plans()).allSatisfy(plan -> {
            assertThat(plan).doesNotContainPattern("Seq Scan on (_hyper_|trip|availability)");
            assertThat(Explained.mostRowsRemoved(plan)).as(plan).isLessThanOrEqualTo(2 * STATIONS);
        });
    }

    @Test
    @Order(1)
    void aBatchOf200FactsTakesAsManyStatementsAsOneFact() throws IOException {
        record(0, STATIONS, HotStatementsTest::docked);
        Explained.Run one = record(0, 1, HotStatementsTest::removed);
        Explained.Run many = record(1, STATIONS, HotStatementsTest::removed);
        keep("removals that begin 199 trips", many);
        assertThat(many.statements()).isEqualTo(one.statements());
        assertThat(one.statements()).hasSizeLessThanOrEqualTo(20);
        assertReadsOnlyWhatItNeeds(many);

        Explained.Run oneEnds = record(0, 1, HotStatementsTest::docked);
        Explained.Run manyEnd = record(1, STATIONS, HotStatementsTest::docked);
        keep("dockings that end 199 trips", manyEnd);
        assertThat(manyEnd.statements()).isEqualTo(oneEnds.statements());
        assertReadsOnlyWhatItNeeds(manyEnd);
    }

    @Test
    @Order(2)
    void whatIsSentAgainIsFoundByItsIdentity() throws IOException {
        List<Delivery> deliveries = IntStream.range(0, STATIONS)
                .mapToObj(n -> delivery(n, moment.plusSeconds(1), removed(n)))
                .toList();
        record(deliveries);
        Explained.Run again = record(deliveries);
        keep("200 facts sent again", again);
        assertReadsOnlyWhatItNeeds(again);
        assertThat(database.texts("SELECT count(*) FROM trip_correction")).containsExactly("0");
    }

    @Test
    @Order(3)
    void aLateFactReadsItsBikesHistoryFromJustBeforeIt() throws IOException {
        // Each bike was docked for a second at the next station, while its trip went on.
        Explained.Run late = record(IntStream.range(0, STATIONS)
                .mapToObj(n ->
                        delivery((n + 1) % STATIONS, moment.minusMillis(500), new Event.BikeDocked(2 + n % 2, bike(n))))
                .toList());
        keep("200 late dockings", late);
        assertReadsOnlyWhatItNeeds(late);
        assertThat(late.statements()).anyMatch(sql -> sql.contains("late (bike_id"));
    }
}
