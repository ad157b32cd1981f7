package bici.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bici.fleet.operations.AllowList.Holder;
import bici.fleet.operations.CardRegister.Card;
import bici.fleet.vocabulary.CardId;
import bici.fleet.vocabulary.StationId;
import bici.gateway.options.GatewayOptions;
import bici.simulator.station.StationClock;
import bici.simulator.station.StationController;
import bici.simulator.station.StationFolder;
import bici.simulator.station.StationSettings;
import bici.simulator.station.StationThreads;
import bici.wire.DownMessage.Command;
import bici.wire.DownMessage.Order;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated station against the real gateway. */
class SimulatedStationTest {
    private static final String NUMBER = "04A1B2C3D4E5F6";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path data;

    private final StationThreads threads = new StationThreads(2);
    private GatewayWorld world;

    @BeforeEach
    void open() {
        world = GatewayWorld.withStations(data, "S1");
        putCard(Holder.RIDER);
    }

    @AfterEach
    void close() {
        threads.close();
        world.close();
    }

    private StationController station() {
        StationSettings settings = new StationSettings(
                "S1",
                new StationFolder(world.home("S1")),
                12,
                URI.create("ssl://localhost:" + world.port()),
                Duration.ofMillis(50),
                Duration.ofMillis(500));
        StationClock clock = StationClock.runningFor(Duration.ofHours(1), 1, Clock.systemUTC());
        return new StationController(settings, clock, threads, new SplittableRandom(1));
    }

    private StationController accepted() {
        StationController station = station();
        station.start();
        awaitAccepted(station);
        return station;
    }

    private static void awaitAccepted(StationController station) {
        await().atMost(PATIENCE).until(() -> station.isAccepted().get());
    }

    private static void awaitDelivered(StationController station) {
        await().atMost(PATIENCE).until(() -> station.waiting() == 0);
    }

    private void putCard(Holder holder) {
        world.cards()
                .put(List.of(new Card(
                        new CardId(cardId()),
                        holder,
                        Instant.parse("2020-01-01T00:00:00Z"),
                        Instant.parse("2100-01-01T00:00:00Z"))));
    }

    private String cardId() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Base64.getDecoder().decode(world.authority().getCardKey()), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(NUMBER.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitList() {
        await().atMost(PATIENCE).until(() -> Files.exists(world.home("S1").resolve("allow-list.jsonl")));
    }

    @Test
    void whatHappenedOffLineIsDeliveredOnceConnected() throws Exception {
        try (StationController station = station()) {
            assertThat(station.dockBike(3, "B1").get()).isTrue();
            assertThat(station.dockBike(3, "B2").get()).isFalse();
            assertThat(station.waiting()).isEqualTo(1);

            station.start();
            awaitDelivered(station);

            assertThat(world.rows("fact WHERE station_id = 'S1' AND kind = 'bike-docked' AND offline"))
                    .isEqualTo(1);
        }
        assertThat(world.rows("dock WHERE station_id = 'S1' AND dock = 3 AND bike_id = 'B1'"))
                .isEqualTo(1);
    }

    @Test
    void aCardTakesABikeOffLineByTheListAndItsProofHolds() throws Exception {
        try (StationController station = accepted()) {
            station.dockBike(1, "B1").get();
            awaitList();
            awaitDelivered(station);
        }
        try (StationController station = station()) {
            assertThat(station.tapCard(2, NUMBER).get()).isFalse();
            assertThat(station.tapCard(1, "0000").get()).isFalse();
            assertThat(station.tapCard(1, NUMBER).get()).isTrue();
            assertThat(station.dockBike(5, "B1").get()).isTrue();
            station.start();
            awaitDelivered(station);
        }
        assertThat(world.texts("SELECT start_dock || '-' || end_dock || ' ' || coalesce(flag, 'good') FROM trip"))
                .containsExactly("1-5 good");
    }

    @Test
    void aMachineWhoseCalendarIsSteppedChangesNoTrip() throws Exception {
        try (StationController station = accepted()) {
            station.dockBike(1, "B1").get();
            awaitList();
            for (Duration step : List.of(Duration.ofMinutes(10), Duration.ofMinutes(-10), Duration.ZERO)) {
                assertThat(station.tapCard(1, NUMBER).get()).isTrue();
                awaitDelivered(station);
                world.turnMachine(step);
                station.loseConnection();
                awaitAccepted(station);
                station.dockBike(1, "B1").get();
                awaitDelivered(station);
            }
        }
        assertThat(world.texts(
                        "SELECT count(*) || ' ' || (max(ended_at - started_at) < interval '1 minute') FROM trip"))
                .containsExactly("3 true");
        assertThat(world.texts("SELECT DISTINCT time_quality FROM fact")).containsExactly("device");
        assertThat(world.rows("clock_segment")).isEqualTo(1);
        assertThat(world.rows(
                        "(SELECT arrived_at < lag(arrived_at) OVER (ORDER BY arrival) AS back FROM fact) f WHERE back"))
                .isZero();
    }

    @Test
    void onLineTheServerDecidesAboutACard() throws Exception {
        try (StationController station = accepted()) {
            station.dockBike(1, "B1").get();
            awaitList();
            assertThat(station.tapCard(1, "0000").get()).isFalse();
            putCard(Holder.DENIED);
            assertThat(station.tapCard(1, NUMBER).get()).isFalse();
            putCard(Holder.CREW);
            assertThat(station.tapCard(1, NUMBER).get()).isTrue();
            awaitDelivered(station);
        }
        assertThat(world.texts("SELECT place FROM bike WHERE bike_id = 'B1'")).containsExactly("truck");
    }

    @Test
    void anUnlockInTimeOpensAndOneOfAnotherConnectionDoesNot() throws Exception {
        try (StationController station = accepted()) {
            station.dockBike(1, "B1").get();
            long epoch = Long.parseLong(world.texts("SELECT epoch FROM station_state WHERE station_id = 'S1'")
                    .getFirst());
            world.gateway().send(new StationId("S1"), unlock("old", epoch - 1));
            world.gateway().send(new StationId("S1"), unlock("new", epoch));

            await().atMost(PATIENCE).until(() -> station.bikes().get().isEmpty());
            awaitDelivered(station);
        }
        assertThat(world.texts("SELECT cause_id FROM fact WHERE kind = 'bike-removed'"))
                .containsExactly("new");
    }

    private static Command unlock(String id, long epoch) {
        return unlock(id, 1, "B1", epoch);
    }

    private static Command unlock(String id, int dock, String bike, long epoch) {
        return new Command(
                id,
                Order.UNLOCK,
                Optional.of(dock),
                Optional.of(bike),
                epoch,
                Clock.systemUTC().millis(),
                10_000);
    }

    @Test
    void aLostConnectionIsMadeAgainAndNothingIsTwice() throws Exception {
        try (StationController station = accepted()) {
            for (int n = 1; n <= 12; n++) {
                station.dockBike(n, "B" + n).get();
                station.loseConnection();
            }
            awaitDelivered(station);
            awaitAccepted(station);
            assertThat(station.bikes().get()).hasSize(12).containsEntry(7, "B7");
        }
        assertThat(world.rows("fact WHERE kind = 'bike-docked'")).isEqualTo(12);
        assertThat(world.rows("dock WHERE bike_id IS NOT NULL")).isEqualTo(12);
    }

    @Test
    void aRestartedStationKnowsItsDocksAndGoesOnCounting() throws Exception {
        try (StationController station = accepted()) {
            station.dockBike(1, "B1").get();
            awaitDelivered(station);
        }
        try (StationController station = accepted()) {
            assertThat(station.bikes().get()).isEqualTo(Map.of(1, "B1"));
            station.dockBike(2, "B2").get();
            awaitDelivered(station);
        }
        assertThat(world.texts("SELECT sequence FROM fact ORDER BY sequence")).containsExactly("1", "2");
    }

    @Test
    void aCommandDoneBeforeARebootOpensNothingAfterIt() throws Exception {
        try (StationController station = accepted()) {
            station.dockBike(1, "B1").get();
            station.dockBike(2, "B2").get();
            long epoch = epoch();
            world.gateway().send(new StationId("S1"), unlock("first", epoch));
            await().atMost(PATIENCE).until(() -> !station.bikes().get().containsKey(1));
            station.dockBike(1, "B1").get();
            world.gateway().send(new StationId("S1"), reboot(epoch));
            await().atMost(PATIENCE).until(() -> epoch() > epoch);
            awaitAccepted(station);

            world.gateway().send(new StationId("S1"), unlock("first", epoch()));
            world.gateway().send(new StationId("S1"), unlock("second", 2, "B2", epoch()));
            await().atMost(PATIENCE).until(() -> !station.bikes().get().containsKey(2));
            assertThat(station.bikes().get()).isEqualTo(Map.of(1, "B1"));
            awaitDelivered(station);
        }
        assertThat(world.texts("SELECT cause_id FROM fact WHERE kind = 'bike-removed' ORDER BY sequence"))
                .containsExactly("first", "second");
    }

    private long epoch() throws Exception {
        return Long.parseLong(world.texts("SELECT epoch FROM station_state WHERE station_id = 'S1'")
                .getFirst());
    }

    private static Command reboot(long epoch) {
        return new Command(
                "reboot",
                Order.REBOOT,
                Optional.empty(),
                Optional.empty(),
                epoch,
                Clock.systemUTC().millis(),
                10_000);
    }

    @Test
    void aWithdrawnCardIsDeniedWhileRidingGoesOn() throws Exception {
        world.close();
        world = GatewayWorld.withStations(
                data,
                GatewayWorld.lenient()
                        .withIntervals(new GatewayOptions.Intervals(
                                Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(1))),
                "S1");
        putCard(Holder.RIDER);
        try (StationController station = accepted()) {
            station.dockBike(1, "B1").get();
            station.dockBike(2, "B2").get();
            awaitList();
            assertThat(station.tapCard(1, NUMBER).get()).isTrue();
            putCard(Holder.DENIED);
            await().atMost(PATIENCE)
                    .until(() -> Files.readString(world.home("S1").resolve("allow-list.jsonl"))
                            .contains("denied"));
            assertThat(station.dockBike(1, "B1").get()).isTrue();
            awaitDelivered(station);
        }
        try (StationController offLine = station()) {
            assertThat(offLine.tapCard(2, NUMBER).get()).isFalse();
        }
        putCard(Holder.RIDER);
        try (StationController station = accepted()) {
            awaitDelivered(station);
            await().atMost(PATIENCE)
                    .until(() -> !Files.readString(world.home("S1").resolve("allow-list.jsonl"))
                            .contains("denied"));
        }
        putCard(Holder.DENIED);
        try (StationController station = station()) {
            assertThat(station.tapCard(2, NUMBER).get())
                    .as("withdrawn while the station was off line")
                    .isTrue();
            station.start();
            awaitDelivered(station);
            await().atMost(PATIENCE)
                    .until(() -> Files.readString(world.home("S1").resolve("allow-list.jsonl"))
                            .contains("denied"));
        }
        assertThat(world.texts(
                        "SELECT coalesce(flag, 'good') FROM fact WHERE bike_id = 'B2' AND kind = 'bike-removed'"))
                .as("a trip that was ridden is recorded with its proof")
                .containsExactly("good");
    }
}
