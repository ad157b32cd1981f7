package bici.gateway.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttProperties.UserProperty;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What other code encodes passes; what is left of it after random changes passes only where other code can read it. */
class PacketGuardTest {
    private static final int MOST = 4_096;
    private static final int MUTANTS = 10_000;

    private final List<String> refused = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(names = {"MQTT_3_1_1", "MQTT_5"})
    void whatALibraryWritesPassesHoweverItIsCut(MqttVersion version) {
        List<byte[]> packets = listGood(version);
        for (int size : new int[] {1, 7, MOST * packets.size()}) {
            EmbeddedChannel channel = channel();
            byte[] all = join(packets);
            for (int from = 0; from < all.length; from += size) {
                channel.writeInbound(Unpooled.copiedBuffer(all, from, Math.min(size, all.length - from)));
            }
            List<MqttMessage> passed = readAll(channel);

            assertThat(passed).as("in pieces of %d", size).hasSameSizeAs(packets);
            assertThat(passed)
                    .allSatisfy(message ->
                            assertThat(message.decoderResult().isSuccess()).isTrue());
            assertThat(channel.finishAndReleaseAll()).isFalse();
        }
        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"MQTT_3_1_1", "MQTT_5"})
    void whatPassesAfterRandomChangesCanBeRead(MqttVersion version) {
        Random random = new Random(14);
        List<byte[]> packets = listGood(version);
        byte[] connect = packets.getFirst();
        int forbidden = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = packets.get(random.nextInt(packets.size())).clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            EmbeddedChannel channel = channel();
            boolean first = (mutant[0] & 0xF0) == 0x10;
            if (!first) {
                channel.writeInbound(Unpooled.copiedBuffer(connect));
            }
            forbidden += passOrForbid(channel, mutant) ? 0 : 1;
            channel.finishAndReleaseAll();
        }
        assertThat(forbidden + refused.size()).as("forbidden, but not all").isBetween(MUTANTS / 5, MUTANTS * 49 / 50);
    }

    /** False when the guard threw; whatever came out is readable. */
    private static boolean passOrForbid(EmbeddedChannel channel, byte[] mutant) {
        boolean passed = true;
        try {
            channel.writeInbound(Unpooled.copiedBuffer(mutant));
        } catch (Exception e) {
            assertThat(e).as("seed 14").isInstanceOf(ForbiddenPacket.class);
            passed = false;
        }
        assertThat(readAll(channel))
                .allSatisfy(
                        message -> assertThat(message.decoderResult().cause()).isNull());
        return passed;
    }

    private EmbeddedChannel channel() {
        PacketGuard guard = new PacketGuard(MOST, new PacketGuard.Listener() {
            @Override
            public void refused(PacketRule rule, Optional<SSLSession> session) {
                refused.add(rule.word());
            }

            @Override
            public void broken(Throwable failure) {
                throw new AssertionError(failure);
            }
        });
        return new EmbeddedChannel(guard, new MqttDecoder(MOST));
    }

    private static List<MqttMessage> readAll(EmbeddedChannel channel) {
        List<MqttMessage> all = new ArrayList<>();
        for (MqttMessage next = channel.readInbound(); next != null; next = channel.readInbound()) {
            all.add(next);
            ReferenceCountUtil.release(next);
        }
        return all;
    }

    private static List<byte[]> listGood(MqttVersion version) {
        boolean mqtt5 = version == MqttVersion.MQTT_5;
        MqttProperties ofConnect = new MqttProperties();
        MqttProperties ofWill = new MqttProperties();
        MqttProperties ofPublish = new MqttProperties();
        if (mqtt5) {
            ofConnect.add(new IntegerProperty(MqttProperties.RECEIVE_MAXIMUM, 8));
            ofConnect.add(new IntegerProperty(MqttProperties.MAXIMUM_PACKET_SIZE, 70_000));
            ofConnect.add(new IntegerProperty(MqttProperties.SESSION_EXPIRY_INTERVAL, 60));
            ofConnect.add(new UserProperty("birth", "{}"));
            ofConnect.add(new UserProperty("birth", "again"));
            ofWill.add(new IntegerProperty(MqttProperties.WILL_DELAY_INTERVAL, 5));
            ofPublish.add(new IntegerProperty(MqttProperties.PAYLOAD_FORMAT_INDICATOR, 1));
            ofPublish.add(new StringProperty(MqttProperties.CONTENT_TYPE, "application/json"));
            ofPublish.add(new StringProperty(MqttProperties.RESPONSE_TOPIC, "bici/1/S1/down/clock"));
        }
        MqttConnectMessage connect = MqttMessageBuilders.connect()
                .clientId("S1")
                .protocolVersion(version)
                .cleanSession(true)
                .keepAlive(60)
                .properties(ofConnect)
                .willFlag(true)
                .willTopic("bici/1/S1/up/death")
                .willQoS(MqttQoS.AT_LEAST_ONCE)
                .willMessage("{}".getBytes(StandardCharsets.UTF_8))
                .willProperties(ofWill)
                .username("Estación")
                .password("secret".getBytes(StandardCharsets.UTF_8))
                .build();
        return encode(List.of(
                connect,
                MqttMessageBuilders.publish()
                        .topicName("bici/1/S1/up/facts")
                        .qos(MqttQoS.AT_LEAST_ONCE)
                        .messageId(3)
                        .properties(ofPublish)
                        .payload(Unpooled.copiedBuffer("x".repeat(300), StandardCharsets.UTF_8))
                        .build(),
                MqttMessageBuilders.publish()
                        .topicName("bici/1/S1/up/health")
                        .qos(MqttQoS.AT_MOST_ONCE)
                        .payload(Unpooled.EMPTY_BUFFER)
                        .build(),
                MqttMessageBuilders.subscribe()
                        .messageId(1)
                        .addSubscription(MqttQoS.AT_LEAST_ONCE, "bici/1/S1/down/+")
                        .addSubscription(MqttQoS.EXACTLY_ONCE, "#")
                        .build(),
                MqttMessageBuilders.unsubscribe()
                        .messageId(2)
                        .addTopicFilter("a/#")
                        .build(),
                MqttMessageBuilders.pubAck().packetId(9).build(),
                new MqttMessage(new MqttFixedHeader(MqttMessageType.PINGREQ, false, MqttQoS.AT_MOST_ONCE, false, 0)),
                MqttMessageBuilders.disconnect().build()));
    }

    private static List<byte[]> encode(List<MqttMessage> messages) {
        EmbeddedChannel encoder = new EmbeddedChannel(MqttEncoder.INSTANCE);
        List<byte[]> all = new ArrayList<>();
        for (MqttMessage message : messages) {
            encoder.writeOutbound(message);
            ByteBuf bytes = encoder.readOutbound();
            byte[] packet = new byte[bytes.readableBytes()];
            bytes.readBytes(packet);
            bytes.release();
            all.add(packet);
        }
        encoder.finishAndReleaseAll();
        return all;
    }

    private static byte[] join(List<byte[]> packets) {
        ByteBuf all = Unpooled.buffer();
        packets.forEach(all::writeBytes);
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }
}
