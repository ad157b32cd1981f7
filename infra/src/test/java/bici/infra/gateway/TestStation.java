package bici.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import bici.wire.ClockQuality;
import bici.wire.StationCodec;
import bici.wire.Topics;
import bici.wire.UpMessage;
import bici.wire.UpMessage.Birth;
import bici.wire.WireFact;
import bici.wire.WireFact.Happening;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.LongStream;

/** A station as a test drives it: says what it is told to say, remembers what it was answered. */
final class TestStation implements AutoCloseable {
    private static final long UPTIME_MS = 3_600_000;

    private final String id;
    private final WireClient client;

    private TestStation(String id, WireClient client) {
        this.id = id;
        this.client = client;
    }

    static TestStation connect(GatewayWorld world, String id, Mqtt version) throws IOException {
        return connect(world, id, WireClient.connectPacket(id, version.version));
    }

    /** With a will that carries this nonce. */
    static TestStation connect(GatewayWorld world, String id, Mqtt version, String willNonce) throws IOException {
        return connect(
                world,
                id,
                WireClient.connectPacket(id, version.version)
                        .willFlag(true)
                        .willTopic(Topics.up(id, "death"))
                        .willQoS(MqttQoS.AT_LEAST_ONCE)
                        .willMessage(text(new UpMessage.Death(willNonce)).getBytes(StandardCharsets.UTF_8)));
    }

    static TestStation connectWithoutKeepAlive(GatewayWorld world, String id, Mqtt version) throws IOException {
        return connect(world, id, WireClient.connectPacket(id, version.version).keepAlive(0));
    }

    static TestStation connect(GatewayWorld world, String id, MqttMessageBuilders.ConnectBuilder connect)
            throws IOException {
        WireClient client = WireClient.open(StationTls.own(world.home(id)), world.port());
        assertThat(client.connect(connect.build())).contains(0);
        assertThat(client.subscribe(Topics.allDown(id))).isEqualTo(1);
        return new TestStation(id, client);
    }

    WireClient client() {
        return client;
    }

    /** Says its birth and waits until it is accepted. */
    String birth(String nonce) throws IOException {
        sayBirth(nonce);
        String answer = client.takeDown("birth").orElseThrow();
        assertThat(answer).contains("\"accepted\"").contains(nonce);
        return answer;
    }

    /** Says its birth again while the answer is to try later. */
    void birthPatiently() throws IOException {
        String answer = "";
        while (!answer.contains("\"accepted\"")) {
            sayBirth("nonce-" + System.nanoTime());
            answer = client.takeDown("birth").orElseThrow();
        }
    }

    int sayBirth(String nonce) throws IOException {
        return say(birthMessage(nonce));
    }

    static Birth birthMessage(String nonce) {
        return new Birth(
                nonce,
                1,
                1,
                Clock.systemUTC().millis(),
                UPTIME_MS,
                ClockQuality.SYNCED,
                "1.0",
                "test",
                "test",
                0,
                0,
                0,
                0,
                List.of());
    }

    int say(UpMessage message) throws IOException {
        return say(message.kind(), text(message));
    }

    int say(String kind, String payload) throws IOException {
        return client.publish(Topics.up(id, kind), payload);
    }

    /** Says facts of these sequences and does not wait. */
    int sayFacts(long from, long to) throws IOException {
        return say(facts(from, to));
    }

    /** Says facts and waits for their PUBACK. */
    void deliver(long from, long to) throws IOException {
        assertThat(client.isAcknowledged(sayFacts(from, to))).isTrue();
    }

    /** Says these facts and waits for their PUBACK. */
    void deliverFacts(WireFact... facts) throws IOException {
        assertThat(client.isAcknowledged(say(new UpMessage.Facts(1, List.of(facts)))))
                .isTrue();
    }

    /** Doors that open and close: facts that are about no dock. */
    static UpMessage.Facts facts(long from, long to) {
        return new UpMessage.Facts(
                1, LongStream.rangeClosed(from, to).mapToObj(TestStation::door).toList());
    }

    static WireFact door(long sequence) {
        return fact(sequence, 1_790_000_000_000L + sequence, new Happening.Door(sequence % 2 == 0));
    }

    static WireFact fact(long sequence, long deviceTimeMs, Happening happening) {
        return new WireFact(sequence, deviceTimeMs, UPTIME_MS, 1, ClockQuality.SYNCED, false, happening);
    }

    static String text(UpMessage message) {
        return new String(StationCodec.encode(message), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
