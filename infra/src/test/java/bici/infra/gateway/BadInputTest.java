package bici.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bici.wire.Topics;
import bici.wire.WireFact.Happening;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of bad input has its documented answer, is counted, and the next good message goes through. */
class BadInputTest {
    private static GatewayWorld world;
    private static long nextSequence = 1;

    @BeforeAll
    static void start(@TempDir Path data) {
        world = GatewayWorld.withStations(data, "S1");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    static Stream<Arguments> wholeMessages() {
        return Stream.of(
                Arguments.of("malformed-json", "facts", bytes("{\"journal\":1,\"facts\":[")),
                Arguments.of("malformed-json", "facts", bytes("")),
                Arguments.of("malformed-json", "health", bytes("not json")),
                Arguments.of("wrong-type", "facts", bytes("{\"journal\":\"one\",\"facts\":[]}")),
                Arguments.of("wrong-type", "facts", bytes("[1,2,3]")),
                Arguments.of("missing-field", "facts", bytes("{\"journal\":1}")),
                Arguments.of("out-of-range", "facts", bytes("{\"journal\":0,\"facts\":[]}")),
                Arguments.of("too-many-facts", "facts", bytes(tooManyFacts())),
                Arguments.of("invalid-utf8", "facts", invalidUtf8()),
                Arguments.of("too-deep", "facts", bytes("[".repeat(200) + "]".repeat(200))),
                Arguments.of("too-large", "health", bytes("{\"x\":\"" + "a".repeat(9_000) + "\"}")),
                Arguments.of("unknown-kind", "lunch", bytes("{}")));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("wholeMessages")
    void aMessageThatCannotBeReadIsQuarantinedAcknowledgedAndTold(String reason, String kind, byte[] payload)
            throws IOException {
        for (Mqtt version : Mqtt.values()) {
            long before = world.rows("quarantine WHERE reason = '" + reason + "'");
            double counted = world.count("bici.gateway.faults", "reason", reason);
            try (TestStation station = world.born("S1", version)) {
                int packet = station.client().publish(Topics.up("S1", kind), payload, MqttQoS.AT_LEAST_ONCE, false);

                assertThat(station.client().isAcknowledged(packet)).isTrue();
                assertThat(station.client().takeDown("fault").orElseThrow())
                        .contains("\"" + reason + "\"")
                        .contains("\"" + kind + "\"");
                assertThat(world.rows("quarantine WHERE reason = '" + reason + "'") - before)
                        .isEqualTo(1);
                assertThat(world.count("bici.gateway.faults", "reason", reason) - counted)
                        .isEqualTo(1);
                theNextGoodMessageGoesThrough(station);
            }
        }
    }

    @Test
    void oneBadFactCostsNoOther() throws IOException {
        try (TestStation station = world.born("S1", Mqtt.V5)) {
            long first = nextSequence;
            nextSequence += 3;
            String batch = batch(fact(first, ""), "{\"sequence\":" + (first + 1) + ",\"kind\":5}", fact(first + 2, ""));

            assertThat(station.client().isAcknowledged(station.say("facts", batch)))
                    .isTrue();
            assertThat(station.client().takeDown("fault").orElseThrow())
                    .contains("\"sequence\":" + (first + 1))
                    .contains("/facts/1");
            assertThat(world.rows("fact WHERE sequence BETWEEN " + first + " AND " + (first + 2)))
                    .isEqualTo(2);
            assertThat(world.rows("quarantine WHERE sequence = " + (first + 1))).isEqualTo(1);
            theNextGoodMessageGoesThrough(station);
            assertThat(station.client().listDown("resend")).isEmpty();
        }
    }

    @Test
    void unknownFieldsAreIgnoredAndCounted() throws IOException {
        double before = world.count("bici.gateway.unknown.fields");
        try (TestStation station = world.born("S1", Mqtt.V5)) {
            long sequence = nextSequence++;
            String batch = batch(fact(sequence, ",\"mood\":\"good\",\"colour\":7"));

            assertThat(station.client().isAcknowledged(station.say("facts", batch)))
                    .isTrue();
            assertThat(world.rows("fact WHERE sequence = " + sequence)).isEqualTo(1);
            assertThat(world.count("bici.gateway.unknown.fields") - before).isEqualTo(2);
            assertThat(station.client().listDown("fault")).isEmpty();
        }
    }

    @Test
    void aFarFutureTimeIsStoredCorrectedAndFlagged() throws IOException {
        try (TestStation station = world.born("S1", Mqtt.V5)) {
            long sequence = nextSequence++;
            long in2060 = 2_840_140_800_000L;
            station.deliverFacts(TestStation.fact(sequence, in2060, new Happening.Door(true)));

            assertThat(world.texts("SELECT extract(year FROM device_time) || ' ' || (at < now() + interval '1 hour')"
                            + " || ' ' || time_quality FROM fact WHERE sequence = " + sequence))
                    .containsExactly("2060 true corrected");
            theNextGoodMessageGoesThrough(station);
        }
    }

    @Test
    void anOversizePacketEndsTheConnectionAndTheNextOneWorks() throws IOException {
        double before = world.count("bici.gateway.refused", "reason", "packet-too-large");
        try (TestStation station = world.born("S1", Mqtt.V5)) {
            int packet = station.client().publishInVain(Topics.up("S1", "facts"), new byte[100_000]);
            assertThat(station.client().isClosed()).isTrue();
            assertThat(station.client().hasAcknowledgement(packet)).isFalse();
        }
        await().untilAsserted(
                        () -> assertThat(world.count("bici.gateway.refused", "reason", "packet-too-large") - before)
                                .isEqualTo(1));
        try (TestStation again = world.born("S1", Mqtt.V5)) {
            theNextGoodMessageGoesThrough(again);
        }
    }

    @Test
    void aBatchJustUnderTheLimitIsTaken() throws IOException {
        try (TestStation station = world.born("S1", Mqtt.V5)) {
            String batch = batch(fact(nextSequence++, ""));
            String padded = batch + " ".repeat(65_536 - batch.length());
            assertThat(station.client().isAcknowledged(station.say("facts", padded)))
                    .isTrue();
        }
    }

    @Test
    void aRetainedMessageEndsTheConnection() throws IOException {
        assertClosed(
                0x9A,
                "retained",
                station ->
                        station.client().publish(Topics.up("S1", "facts"), bytes("{}"), MqttQoS.AT_LEAST_ONCE, true));
    }

    @Test
    void qosTwoEndsTheConnection() throws IOException {
        assertClosed(
                0x9B,
                "qos",
                station ->
                        station.client().publish(Topics.up("S1", "facts"), bytes("{}"), MqttQoS.EXACTLY_ONCE, false));
    }

    @Test
    void bytesThatAreNoMqttEndTheConnectionAndTheGatewayGoesOn() throws IOException {
        try (TestStation station = world.born("S1", Mqtt.V5)) {
            station.client().sendRaw(new byte[] {(byte) 0xF7, 1, 2, 3, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7});
            assertThat(station.client().isClosed()).isTrue();
        }
        try (TestStation again = world.born("S1", Mqtt.V3)) {
            theNextGoodMessageGoesThrough(again);
        }
    }

    @Test
    void faultsOfOneMessageAreToldUpToEight() throws IOException {
        double before = world.count("bici.gateway.faults", "reason", "missing-field");
        try (TestStation station = world.born("S1", Mqtt.V5)) {
            String bad = IntStream.range(0, 50).mapToObj(i -> "{}").collect(Collectors.joining(","));
            int packet = station.say("facts", "{\"journal\":1,\"facts\":[" + bad + "]}");
            assertThat(station.client().isAcknowledged(packet)).isTrue();
            await().untilAsserted(
                            () -> assertThat(station.client().listDown("fault")).hasSize(8));
            await().during(Duration.ofMillis(300))
                    .until(() -> station.client().listDown("fault").size() == 8);
            assertThat(world.count("bici.gateway.faults", "reason", "missing-field") - before)
                    .isEqualTo(50);
        }
    }

    private interface Act {
        void on(TestStation station) throws IOException;
    }

    private static void assertClosed(int code, String reason, Act act) throws IOException {
        for (Mqtt version : Mqtt.values()) {
            double before = world.count("bici.gateway.refused", "reason", reason);
            try (TestStation station = world.born("S1", version)) {
                act.on(station);
                assertThat(station.client().isClosed()).isTrue();
                if (version == Mqtt.V5) {
                    assertThat(station.client().disconnectCode()).contains(code);
                }
            }
            assertThat(world.count("bici.gateway.refused", "reason", reason) - before)
                    .isEqualTo(1);
        }
        try (TestStation again = world.born("S1", Mqtt.V5)) {
            theNextGoodMessageGoesThrough(again);
        }
    }

    private static void theNextGoodMessageGoesThrough(TestStation station) throws IOException {
        long sequence = nextSequence++;
        station.deliver(sequence, sequence);
        assertThat(world.rows("fact WHERE sequence = " + sequence)).isEqualTo(1);
    }

    private static String fact(long sequence, String more) {
        return "{\"sequence\":%s,\"deviceTimeMs\":1790000000000,\"uptimeMs\":5,\"kind\":\"door\",\"open\":true%s}"
                .formatted(sequence, more);
    }

    private static String batch(String... facts) {
        return "{\"journal\":1,\"boot\":1,\"clock\":\"synced\",\"offline\":true,\"facts\":["
                + String.join(",", List.of(facts)) + "]}";
    }

    private static String tooManyFacts() {
        return batch(IntStream.rangeClosed(1, 501)
                .mapToObj(i -> "{\"sequence\":" + i + "}")
                .toArray(String[]::new));
    }

    private static byte[] invalidUtf8() {
        byte[] payload = bytes(batch(fact(1, ",\"x\":\"?\"")));
        for (int i = 0; i < payload.length; i++) {
            if (payload[i] == '?') {
                payload[i] = (byte) 0xC3;
            }
        }
        return payload;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
