package bici.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bici.fleet.vocabulary.StationId;
import bici.wire.Topics;
import bici.wire.UpMessage;
import bici.wire.WireFact.Happening;
import bici.wire.WireLimits;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BirthTest {
    private static final Duration A_WHILE = Duration.ofMillis(700);
    /** Longer than a clock may be off. */
    private static final Duration HELD_UP = Duration.ofSeconds(3);

    @TempDir
    Path data;

    private GatewayWorld world;

    @BeforeEach
    void start() {
        world = GatewayWorld.withStations(data, "S1");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource(Mqtt.class)
    void factsBeforeTheBirthAreNeitherKeptNorAcknowledged(Mqtt version) throws IOException {
        try (TestStation station = world.connect("S1", version)) {
            int packet = station.sayFacts(1, 2);

            assertThat(station.client().takeDown("fault").orElseThrow()).contains("before-birth");
            assertThat(station.client().isAcknowledged(packet, A_WHILE)).isFalse();
            assertThat(world.rows("fact")).isZero();
            assertThat(world.count("bici.gateway.faults", "reason", "before-birth"))
                    .isEqualTo(1);

            station.birth("n1");
            station.deliver(1, 2);
            assertThat(world.rows("fact")).isEqualTo(2);
        }
    }

    @Test
    void anAcceptedBirthSaysEpochTimeAndIntervals() throws IOException {
        try (TestStation station = world.connect("S1", Mqtt.V5)) {
            assertThat(station.birth("n1"))
                    .contains("\"epoch\":1")
                    .contains("\"heartbeatMs\":60000")
                    .contains("\"healthMs\":300000")
                    .contains("\"serverTimeMs\"");
            assertThat(world.isOnline("S1")).isTrue();
            assertThat(world.gauge("bici.gateway.stations.online")).isEqualTo(1);
        }
    }

    @Test
    void aBirthThatIsHeldUpOnItsWayCorrectsNoClockThatIsRight() throws IOException {
        try (TestStation station = world.connect("S1", Mqtt.V3)) {
            UpMessage.Birth said = TestStation.birthMessage("n1");
            await().pollDelay(HELD_UP).until(() -> true);
            station.say(said);
            assertThat(station.client().takeDown("birth").orElseThrow()).contains("\"accepted\"");
            station.deliverFacts(TestStation.fact(1, said.deviceTimeMs(), new Happening.Door(true)));
            assertThat(world.database().texts("SELECT concat_ws(' ', time_quality, skew_ms) FROM fact"))
                    .containsExactly("device 0");
            assertThat(world.database().texts("SELECT uncertainty_us >= 3000000 FROM clock_segment"))
                    .containsExactly("t");
        }
    }

    @Test
    void aStationWithEveryDockThereCanBeIsBorn() throws IOException {
        String docks = IntStream.rangeClosed(1, WireLimits.MAX_DOCK)
                .mapToObj("{\"dock\":%1$d,\"bike\":\"B%1$04d\",\"lock\":\"locked\"}"::formatted)
                .collect(Collectors.joining(",", "\"docks\":[", "]"));
        String birth = TestStation.text(TestStation.birthMessage("n1")).replace("\"docks\":[]", docks);
        assertThat(birth.length()).isGreaterThan(WireLimits.SMALL_BYTES);
        try (TestStation station = world.connect("S1", Mqtt.V5)) {
            station.say("birth", birth);
            assertThat(station.client().takeDown("birth").orElseThrow()).contains("\"accepted\"");
            assertThat(world.rows("dock WHERE bike_id IS NOT NULL")).isEqualTo(WireLimits.MAX_DOCK);
        }
    }

    @Test
    void whatComesWhileTheBirthIsUndecidedWaitsAndIsThenTaken() throws IOException, SQLException {
        try (TestStation station = world.connect("S1", Mqtt.V5);
                Connection other = world.database().dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT 1 FROM station_state WHERE station_id = 'S1' FOR UPDATE");

            station.sayBirth("n1");
            int first = station.sayFacts(1, 2);
            int second = station.sayFacts(3, 3);
            assertThat(station.client().isAcknowledged(first, A_WHILE)).isFalse();
            assertThat(station.client().listDown("fault")).isEmpty();

            other.rollback();
            assertThat(station.client().isAcknowledged(first)).isTrue();
            assertThat(station.client().isAcknowledged(second)).isTrue();
            assertThat(world.rows("fact")).isEqualTo(3);
        }
    }

    @Test
    void aStationThatNobodyTookInIsPendingUntilSomebodyDoes() throws IOException {
        world.authority().createStation(new StationId("S9"));
        try (TestStation station = world.connect("S9", Mqtt.V3)) {
            station.sayBirth("n1");
            assertThat(station.client().takeDown("birth").orElseThrow())
                    .contains("\"pending\"")
                    .contains("\"retryAfterMs\"")
                    .contains("\"epoch\":0");
            station.sayFacts(1, 1);
            assertThat(station.client().takeDown("fault").orElseThrow()).contains("before-birth");
            assertThat(world.rows("pending_station")).isEqualTo(1);

            world.takeIn("S9");
            station.birth("n1");
            station.deliver(1, 1);
        }
    }

    @Test
    void aRetiredStationIsRejected() throws IOException, SQLException {
        try (Connection connection = world.database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE station SET retired_at = now() WHERE station_id = 'S1'");
        }
        try (TestStation station = world.connect("S1", Mqtt.V5)) {
            station.sayBirth("n1");
            assertThat(station.client().takeDown("birth").orElseThrow())
                    .contains("\"rejected\"")
                    .contains("retired");
        }
    }

    @Test
    void aBirthMayComeInTheConnectPacket() throws IOException {
        try (WireClient client = bornInConnect("n1")) {
            int packet = client.publish(Topics.up("S1", "facts"), TestStation.text(TestStation.facts(1, 4)));
            assertThat(client.isAcknowledged(packet)).isTrue();
            assertThat(world.rows("fact")).isEqualTo(4);

            assertThat(client.subscribe(Topics.down("S1", "birth"))).isEqualTo(1);
            assertThat(client.takeDown("birth").orElseThrow()).contains("\"accepted\"");
        }
    }

    private WireClient bornInConnect(String nonce) throws IOException {
        MqttProperties properties = new MqttProperties();
        properties.add(new MqttProperties.UserProperty("birth", TestStation.text(TestStation.birthMessage(nonce))));
        WireClient client = WireClient.open(StationTls.own(world.home("S1")), world.port());
        MqttConnectMessage connect = WireClient.connectPacket("S1", Mqtt.V5.version)
                .properties(properties)
                .build();
        assertThat(client.connect(connect)).contains(0);
        return client;
    }

    @Test
    void aClockIsAnsweredBeforeTheBirthToo() throws IOException {
        try (TestStation station = world.connect("S1", Mqtt.V3)) {
            int packet = station.say(new UpMessage.ClockRequest("c1", 5, 0));
            assertThat(station.client().takeDown("clock").orElseThrow())
                    .contains("\"c1\"")
                    .contains("serverTimeMs");
            assertThat(station.client().isAcknowledged(packet)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Mqtt.class)
    void theNewestConnectionTakesOverAndTheOldOnesEndDoesNoHarm(Mqtt version) throws IOException {
        try (TestStation old = TestStation.connect(world, "S1", version, "old")) {
            old.birth("old");
            try (TestStation young = TestStation.connect(world, "S1", version, "young")) {
                assertThat(old.client().isClosed()).isTrue();
                if (version == Mqtt.V5) {
                    assertThat(old.client().disconnectCode()).contains(0x8E);
                }
                assertThat(young.birth("young")).contains("\"epoch\":2");
                young.say(new UpMessage.Death("old"));
                await().untilAsserted(() -> assertThat(world.count("bici.gateway.events", "what", "death-ignored"))
                        .isEqualTo(1));
                young.deliver(1, 1);

                assertThat(world.isOnline("S1")).isTrue();
                assertThat(world.count("bici.gateway.events", "what", "take-over"))
                        .isEqualTo(1);
                assertThat(world.texts("SELECT epoch FROM station_state WHERE station_id = 'S1'"))
                        .containsExactly("2");
            }
        }
    }

    @Test
    void aNonceUsedAgainAfterATakeOverLeavesTheStationOnLine() throws IOException {
        try (WireClient old = bornInConnect("same");
                WireClient young = bornInConnect("same")) {
            assertThat(old.isClosed()).isTrue();
            int packet = young.publish(Topics.up("S1", "facts"), TestStation.text(TestStation.facts(1, 1)));
            assertThat(young.isAcknowledged(packet)).isTrue();
            await().during(A_WHILE).until(() -> world.isOnline("S1"));
        }
    }

    @Test
    void stationsThatTakeThemselvesOverAgainAndAgainRaiseAnAlarm() throws IOException {
        for (int i = 0; i < 4; i++) {
            world.connect("S1", Mqtt.V3).birth("n" + i);
        }
        await().untilAsserted(() -> assertThat(world.count("bici.gateway.events", "what", "take-over-alarm"))
                .isEqualTo(1));
        await().untilAsserted(
                        () -> assertThat(world.texts("SELECT station_id || ' ' || take_overs FROM take_over_fight"))
                                .containsExactly("S1 3"));
    }

    @Test
    void aBirthThatCannotBeReadIsToldAndTheNextOneIsAccepted() throws IOException {
        try (TestStation station = world.connect("S1", Mqtt.V5)) {
            int packet = station.say("birth", "{\"nonce\":7}");
            assertThat(station.client().takeDown("fault").orElseThrow())
                    .contains("\"birth\"")
                    .contains("wrong-type");
            assertThat(station.client().isAcknowledged(packet)).isTrue();
            assertThat(world.rows("quarantine")).isZero();
            station.birth("n1");
        }
    }

    @Test
    void aWillIsTakenForItsOwnConnection() throws IOException {
        TestStation station = TestStation.connect(world, "S1", Mqtt.V3, "n1");
        station.birth("n1");
        station.close();
        await().untilAsserted(
                        () -> assertThat(world.texts("SELECT why FROM presence WHERE station_id = 'S1' AND NOT online"))
                                .containsExactly("death"));
    }
}
