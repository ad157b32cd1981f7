package bici.infra.gateway;

import io.netty.handler.codec.mqtt.MqttVersion;

/** The two versions a station may speak. */
enum Mqtt {
    V3(MqttVersion.MQTT_3_1_1),
    V5(MqttVersion.MQTT_5);

    final MqttVersion version;

    Mqtt(MqttVersion version) {
        this.version = version;
    }
}
