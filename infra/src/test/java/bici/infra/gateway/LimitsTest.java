package bici.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bici.gateway.options.GatewayOptions.Outgoing;
import bici.gateway.options.GatewayOptions.Traffic;
import bici.wire.Topics;
import bici.wire.UpMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.util.Version;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
    private static final int QUOTA_EXCEEDED = 0x97;

    @TempDir
    Path data;

    @Test
    void aConnectOfTwentyMegabytesIsRefusedAtItsBeginning() throws IOException {
        Version codec = Objects.requireNonNull(Version.identify().get("netty-codec-mqtt"));
        assertThat(codec.artifactVersion()).isEqualTo("4.2.20.Final");
        try (GatewayWorld world = GatewayWorld.withStations(data, "S1");
                WireClient client = WireClient.open(StationTls.own(world.home("S1")), world.port())) {
            // A hundredth of it is sent; a server that wants all of it would go on waiting.
            boolean written = client.trySendRaw(beginningOfConnect(20_000_000, 200_000));
            assertThat(client.isClosed()).as("written whole: %s", written).isTrue();

            try (TestStation station = world.born("S1", Mqtt.V5)) {
                station.deliver(1, 1);
            }
        }
    }

    @Test
    void aConnectThatNeverComesIsNotWaitedForLong() throws IOException {
        try (GatewayWorld world = GatewayWorld.withStations(
                        data,
                        GatewayWorld.lenient()
                                .withConnects(new bici.gateway.options.GatewayOptions.Connects(
                                        100, 100, Duration.ofSeconds(1))),
                        "S1");
                WireClient client = WireClient.open(StationTls.own(world.home("S1")), world.port())) {
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void moreThanEightUnacknowledgedMessagesCloseAnMqtt5Station() throws IOException {
        assertInFlightLimit(Mqtt.V5, 8);
    }

    @Test
    void moreThanSixtyFourUnacknowledgedMessagesCloseAnMqtt3Station() throws IOException {
        assertInFlightLimit(Mqtt.V3, 64);
    }

    private void assertInFlightLimit(Mqtt version, int limit) throws IOException {
        try (GatewayWorld world = GatewayWorld.withStations(data, "S1");
                TestStation station = world.born("S1", version)) {
            world.takeDatabaseAway();
            for (int i = 1; i <= limit; i++) {
                station.sayFacts(i, i);
            }
            await().during(Duration.ofMillis(300)).until(() -> station.client().isOpen());
            station.sayFacts(limit + 1, limit + 1);
            assertThat(station.client().isClosed()).isTrue();
            if (version == Mqtt.V5) {
                assertThat(station.client().disconnectCode()).contains(0x93);
            }
            assertThat(world.count("bici.gateway.refused", "reason", "in-flight"))
                    .isEqualTo(1);

            world.bringDatabaseBack();
            try (TestStation again = world.bornPatiently("S1", version)) {
                again.deliver(1, limit + 1);
                assertThat(world.rows("fact")).isEqualTo(limit + 1);
            }
        }
    }

    @Test
    void aStationThatSendsTooFastIsClosed() throws IOException {
        Traffic slow = new Traffic(10, 30, 68 * 1024, 8, 64, 1_000_000);
        try (GatewayWorld world =
                        GatewayWorld.withStations(data, GatewayWorld.lenient().withTraffic(slow), "S1");
                TestStation station = world.born("S1", Mqtt.V5)) {
            // An acknowledgement that meets the close would take the server's last word away.
            station.client().stopAcknowledging();
            askForTheTime(station, 40);
            assertThat(station.client().disconnectCode()).contains(0x96);
        }
    }

    @Test
    void aStationThatDoesNotReadIsClosed() throws IOException {
        Outgoing narrow = new Outgoing(4, 16, 1_000_000, Duration.ofSeconds(60));
        try (GatewayWorld world =
                        GatewayWorld.withStations(data, GatewayWorld.lenient().withOutgoing(narrow), "S1");
                TestStation station = world.born("S1", Mqtt.V5)) {
            station.client().stopAcknowledging();
            askForTheTime(station, 25);
            assertThat(station.client().disconnectCode()).contains(QUOTA_EXCEEDED);
            assertThat(station.client().listDown("clock")).hasSize(4);
            assertThat(world.count("bici.gateway.refused", "reason", "slow-reader"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aMessageThatIsNotAcknowledgedInTimeClosesTheStation() throws IOException {
        Outgoing impatient = new Outgoing(4, 16, 1_000_000, Duration.ofMillis(200));
        try (GatewayWorld world =
                        GatewayWorld.withStations(data, GatewayWorld.lenient().withOutgoing(impatient), "S1");
                TestStation station = world.born("S1", Mqtt.V5)) {
            station.client().stopAcknowledging();
            station.say(new UpMessage.ClockRequest("c", 1, 1));
            assertThat(station.client().disconnectCode()).contains(QUOTA_EXCEEDED);
        }
    }

    @Test
    void whenTooMuchWaitsTheStationWithMostIsSentAwayAndTheOthersStay() throws IOException {
        Traffic tight = new Traffic(200, 400, 68 * 1024, 8, 64, 150_000);
        try (GatewayWorld world =
                        GatewayWorld.withStations(data, GatewayWorld.lenient().withTraffic(tight), "S1", "S2");
                TestStation modest = world.born("S1", Mqtt.V5);
                TestStation greedy = world.born("S2", Mqtt.V5)) {
            world.takeDatabaseAway();
            // The writer takes the first batch in hand; only what waits behind it counts for who has most.
            int first = modest.sayFacts(1, 1);
            await().untilAsserted(() -> assertThat(world.count("bici.gateway.failures", "what", "ledger-away"))
                    .isPositive());
            int second = modest.sayFacts(2, 2);
            for (int i = 0; i < 6; i++) {
                greedy.say("facts", TestStation.text(TestStation.facts(i * 400 + 1, i * 400 + 400)));
            }
            assertThat(greedy.client().disconnectCode()).contains(QUOTA_EXCEEDED);
            assertThat(modest.client().isOpen()).isTrue();
            assertThat(world.gauge("bici.gateway.inbox.bytes")).isLessThan(150_000);

            world.bringDatabaseBack();
            assertThat(modest.client().isAcknowledged(first)).isTrue();
            assertThat(modest.client().isAcknowledged(second)).isTrue();
            try (TestStation again = world.bornPatiently("S2", Mqtt.V5)) {
                for (int i = 0; i < 6; i++) {
                    again.deliver(i * 400 + 1, i * 400 + 400);
                }
                assertThat(world.rows("fact WHERE station_id = 'S2'")).isEqualTo(2_400);
            }
        }
    }

    /** All in one write: nothing is sent any more when the server closes the connection in the middle of them. */
    private static void askForTheTime(TestStation station, int times) throws IOException {
        byte[] request = TestStation.text(new UpMessage.ClockRequest("c", 1, 1)).getBytes(StandardCharsets.UTF_8);
        station.client()
                .sendTogether(Stream.generate(() -> WireClient.publication(
                                Topics.up("S1", "clock"), request, MqttQoS.AT_MOST_ONCE, false, 0))
                        .limit(times)
                        .toList());
    }

    private static byte[] beginningOfConnect(int remainingLength, int sent) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(0x10);
        int left = remainingLength;
        while (left >= 128) {
            out.writeByte(left % 128 | 0x80);
            left /= 128;
        }
        out.writeByte(left);
        out.writeUTF("MQTT");
        out.writeByte(4);
        out.writeByte(0x02);
        out.writeShort(60);
        out.writeUTF("S1");
        out.write(new byte[sent]);
        return bytes.toByteArray();
    }
}
