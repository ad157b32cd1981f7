package bici.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import bici.wire.Topics;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every station against every other station's place, in every way: the number of escapes is 0. */
class StationAccessTest {
    /** S1 and S10 share a beginning, S-1 and S_1 look alike, s1 differs in case. */
    private static final List<String> STATIONS = List.of("S1", "S10", "S-1", "s1", "S_1");

    private static final List<String> KINDS = List.of(
            "birth",
            "death",
            "facts",
            "clock",
            "health",
            "reply",
            "authorize",
            "allow-list",
            "config",
            "firmware",
            "diagnostics",
            "nonsense");

    private static final List<String> DOWN_KINDS =
            List.of("birth", "clock", "command", "authorize", "allow-list", "resend", "config", "firmware", "fault");

    private static final int NOT_AUTHORIZED = 0x87;
    private static final int DENIED_V3 = 0x80;

    private static GatewayWorld world;

    @BeforeAll
    static void start(@TempDir Path data) {
        world = GatewayWorld.withStations(data, STATIONS.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    static Stream<Arguments> pairs() {
        return STATIONS.stream()
                .flatMap(own -> STATIONS.stream()
                        .filter(other -> !other.equals(own))
                        .flatMap(other -> Stream.of(Mqtt.values()).map(version -> Arguments.of(own, other, version))));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void noStationConnectsAsAnother(String own, String other, Mqtt version) throws IOException {
        try (WireClient client = WireClient.open(StationTls.own(world.home(own)), world.port())) {
            assertThat(client.connect(
                            WireClient.connectPacket(other, version.version).build()))
                    .contains(version == Mqtt.V5 ? 0x85 : 2);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void noStationSetsAWillForAnother(String own, String other, Mqtt version) throws IOException {
        List<String> topics = new ArrayList<>(
                KINDS.stream().map(kind -> Topics.up(other, kind)).toList());
        topics.add(Topics.down(other, "command"));
        for (String topic : topics) {
            assertThat(connectWithWill(own, version, topic, MqttQoS.AT_LEAST_ONCE, false))
                    .as(topic)
                    .isEqualTo(version == Mqtt.V5 ? 0x90 : 5);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void noStationSubscribesToAnother(String own, String other, Mqtt version) throws IOException {
        List<String> filters = new ArrayList<>(
                DOWN_KINDS.stream().map(kind -> Topics.down(other, kind)).toList());
        KINDS.forEach(kind -> filters.add(Topics.up(other, kind)));
        filters.addAll(List.of(
                Topics.allDown(other),
                "bici/1/" + other + "/#",
                "bici/1/" + other + "/+/command",
                "$share/g/" + Topics.allDown(other)));
        try (TestStation station = world.connect(own, version)) {
            double before = world.count("bici.gateway.refused", "reason", "subscribe");
            for (String filter : filters) {
                assertThat(station.client().subscribe(filter))
                        .as(filter)
                        .isEqualTo(version == Mqtt.V5 ? NOT_AUTHORIZED : DENIED_V3);
            }
            assertThat(world.count("bici.gateway.refused", "reason", "subscribe") - before)
                    .isEqualTo(filters.size());
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void noStationPublishesForAnother(String own, String other, Mqtt version) throws IOException {
        try (TestStation victim = world.born(other, version)) {
            for (String kind : KINDS) {
                assertPublishRefused(own, version, Topics.up(other, kind));
            }
            assertPublishRefused(own, version, Topics.down(other, "command"));
            assertThat(victim.client().isOpen()).isTrue();
            assertThat(victim.client().listDown("command")).isEmpty();
            assertThat(world.rows("fact WHERE station_id = '" + other + "'")).isZero();
            assertThat(world.rows("quarantine")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Mqtt.class)
    void wildcardsAndTopicsOfTheBrokerAreRefused(Mqtt version) throws IOException {
        try (TestStation station = world.connect("S1", version)) {
            for (String filter : List.of(
                    "#",
                    "+/+/+/+/+",
                    "bici/1/+/down/+",
                    "bici/+/S1/down/+",
                    "bici/1/S1/#",
                    "bici/1/S1/down/#",
                    "$SYS/#",
                    "bici/2/S1/down/+",
                    "bici/1/S1/up/+",
                    "bici/1/S1/down/",
                    "bici/1/S1/down/birth/x",
                    "$share/g/bici/1/S1/down/+",
                    "/bici/1/S1/down/birth")) {
                assertThat(station.client().subscribe(filter))
                        .as(filter)
                        .isEqualTo(version == Mqtt.V5 ? NOT_AUTHORIZED : DENIED_V3);
            }
        }
        for (String topic : List.of(
                "$SYS/x",
                "bici/1/S1/down/birth",
                "bici/2/S1/up/birth",
                "bici/1/S1/up",
                "bici/1/S1/up/birth/x",
                "/bici/1/S1/up/birth",
                "bici/1/S1/up/BIRTH")) {
            assertPublishRefused("S1", version, topic);
        }
    }

    @ParameterizedTest
    @EnumSource(Mqtt.class)
    void everyDownTopicOfItsOwnIsGranted(Mqtt version) throws IOException {
        try (TestStation station = world.connect("S1", version)) {
            for (String kind : DOWN_KINDS) {
                assertThat(station.client().subscribe(Topics.down("S1", kind))).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Mqtt.class)
    void aWillOfItsOwnIsTakenUnlessRetainedOrOfQosTwo(Mqtt version) throws IOException {
        String topic = Topics.up("S1", "death");
        assertThat(connectWithWill("S1", version, topic, MqttQoS.AT_LEAST_ONCE, false))
                .isZero();
        assertThat(connectWithWill("S1", version, topic, MqttQoS.EXACTLY_ONCE, false))
                .isEqualTo(version == Mqtt.V5 ? 0x9B : 5);
        assertThat(connectWithWill("S1", version, topic, MqttQoS.AT_LEAST_ONCE, true))
                .isEqualTo(version == Mqtt.V5 ? 0x9A : 5);
    }

    @ParameterizedTest
    @EnumSource(Mqtt.class)
    void anEmptyClientIdIsRefused(Mqtt version) throws IOException {
        try (WireClient client = WireClient.open(StationTls.own(world.home("S1")), world.port())) {
            assertThat(client.connect(
                            WireClient.connectPacket("", version.version).build()))
                    .contains(version == Mqtt.V5 ? 0x85 : 2);
        }
    }

    @Test
    void userAndPasswordChangeNothing() throws IOException {
        try (WireClient client = WireClient.open(StationTls.own(world.home("S1")), world.port())) {
            MqttConnectMessage connect = WireClient.connectPacket("S10", Mqtt.V5.version)
                    .username("S10")
                    .password("S10".getBytes(StandardCharsets.UTF_8))
                    .build();
            assertThat(client.connect(connect)).contains(0x85);
        }
    }

    private static int connectWithWill(String own, Mqtt version, String topic, MqttQoS qos, boolean retain)
            throws IOException {
        MqttMessageBuilders.ConnectBuilder connect = WireClient.connectPacket(own, version.version)
                .willFlag(true)
                .willTopic(topic)
                .willQoS(qos)
                .willRetain(retain)
                .willMessage("{\"nonce\":\"n\"}".getBytes(StandardCharsets.UTF_8));
        try (WireClient client = WireClient.open(StationTls.own(world.home(own)), world.port())) {
            return client.connect(connect.build()).orElseThrow();
        }
    }

    private static void assertPublishRefused(String own, Mqtt version, String topic) throws IOException {
        double before = world.count("bici.gateway.refused", "reason", "foreign-topic");
        try (TestStation station = world.connect(own, version)) {
            int packet = station.client().publish(topic, "{}");
            assertThat(station.client().isClosed()).as(topic).isTrue();
            assertThat(station.client().hasAcknowledgement(packet)).as(topic).isFalse();
            if (version == Mqtt.V5) {
                assertThat(station.client().disconnectCode()).as(topic).contains(NOT_AUTHORIZED);
            }
        }
        assertThat(world.count("bici.gateway.refused", "reason", "foreign-topic") - before)
                .as(topic)
                .isEqualTo(1);
    }
}
