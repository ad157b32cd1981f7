package bici.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bici.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A station on the most used client library plays birth, facts and acknowledgement. */
class PahoTest {
    @TempDir
    Path data;

    private final List<String> down = new CopyOnWriteArrayList<>();
    private GatewayWorld world;

    @BeforeEach
    void start() {
        world = GatewayWorld.withStations(data, "S1");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void withMqtt3() throws org.eclipse.paho.client.mqttv3.MqttException {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setSocketFactory(StationTls.own(world.home("S1")));
        try (var client = new org.eclipse.paho.client.mqttv3.MqttClient(
                address(), "S1", new org.eclipse.paho.client.mqttv3.persist.MemoryPersistence())) {
            client.connect(options);
            client.subscribe(Topics.allDown("S1"), 1, (topic, message) -> keep(message.getPayload()));
            client.publish(Topics.up("S1", "birth"), birth(), 1, false);
            awaitAccepted();
            client.publish(Topics.up("S1", "facts"), facts(), 1, false);

            assertThat(world.rows("fact")).isEqualTo(10);
            client.disconnect();
        }
    }

    @Test
    void withMqtt5() throws org.eclipse.paho.mqttv5.common.MqttException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setSocketFactory(StationTls.own(world.home("S1")));
        options.setCleanStart(true);
        var client = new org.eclipse.paho.mqttv5.client.MqttClient(
                address(), "S1", new org.eclipse.paho.mqttv5.client.persist.MemoryPersistence());
        try {
            client.setCallback(new PahoCallback(this::keep));
            client.connect(options);
            client.subscribe(Topics.allDown("S1"), 1);
            client.publish(Topics.up("S1", "birth"), birth(), 1, false);
            awaitAccepted();
            client.publish(Topics.up("S1", "facts"), facts(), 1, false);

            assertThat(world.rows("fact")).isEqualTo(10);
            client.disconnect();
        } finally {
            client.close();
        }
    }

    private void awaitAccepted() {
        await().untilAsserted(() ->
                assertThat(down).anySatisfy(text -> assertThat(text).contains("\"accepted\"")));
    }

    private void keep(byte[] payload) {
        down.add(new String(payload, StandardCharsets.UTF_8));
    }

    private String address() {
        return "ssl://localhost:" + world.port();
    }

    private static byte[] birth() {
        return TestStation.text(TestStation.birthMessage("paho")).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] facts() {
        return TestStation.text(TestStation.facts(1, 10)).getBytes(StandardCharsets.UTF_8);
    }
}
