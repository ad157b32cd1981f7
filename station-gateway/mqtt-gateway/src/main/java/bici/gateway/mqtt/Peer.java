package bici.gateway.mqtt;

import bici.gateway.access.CloseReason;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.codes.MqttSubAckReasonCode;
import io.vertx.mqtt.messages.codes.MqttUnsubAckReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;

/**
 * The other end of a connection. Every call may come after the peer left: the endpoint throws then, which means no more
 * than that there is nobody to tell. Only for the connection's event loop.
 */
final class Peer {
    private static final int MQTT_5 = 5;
    private static final int EXPIRY_BYTES = 5;
    private static final int LENGTH_BITS = 7;

    private final MqttEndpoint endpoint;
    private final boolean mqtt5;

    Peer(MqttEndpoint endpoint) {
        this.endpoint = endpoint;
        this.mqtt5 = endpoint.protocolVersion() == MQTT_5;
    }

    boolean isMqtt5() {
        return mqtt5;
    }

    boolean isConnected() {
        return endpoint.isConnected();
    }

    /** Sends a PUBACK, if somebody is there. */
    boolean acknowledge(int packetId) {
        return whilePresent(() -> endpoint.publishAcknowledge(packetId));
    }

    boolean pong() {
        return whilePresent(endpoint::pong);
    }

    boolean acknowledgeSubscribe(int packetId, List<MqttSubAckReasonCode> codes) {
        return whilePresent(() -> endpoint.subscribeAcknowledge(packetId, codes, MqttProperties.NO_PROPERTIES));
    }

    boolean acknowledgeUnsubscribe(int packetId, List<MqttUnsubAckReasonCode> codes) {
        return whilePresent(() -> endpoint.unsubscribeAcknowledge(packetId, codes, MqttProperties.NO_PROPERTIES));
    }

    /** Completes when the packet is written to the socket; fails when nobody is there. */
    Future<Integer> publish(String topic, Buffer payload, MqttQoS qos, int packetId, OptionalLong expirySeconds) {
        MqttProperties properties = mqtt5 && expirySeconds.isPresent()
                ? Properties.expiry(expirySeconds.getAsLong())
                : MqttProperties.NO_PROPERTIES;
        try {
            return endpoint.publish(topic, payload, qos, false, false, packetId, properties);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Future.failedFuture(e);
        }
    }

    /** How long the packet of {@link #publish} is. */
    long packetBytes(String topic, Buffer payload, MqttQoS qos, OptionalLong expirySeconds) {
        long packetId = qos == MqttQoS.AT_MOST_ONCE ? 0 : Short.BYTES;
        long expiry = expirySeconds.isPresent() ? EXPIRY_BYTES : 0;
        long properties = mqtt5 ? 1 + expiry : 0;
        long body =
                Short.BYTES + topic.getBytes(StandardCharsets.UTF_8).length + packetId + properties + payload.length();
        long lengthBytes = 1;
        for (long rest = body >> LENGTH_BITS; rest > 0; rest >>= LENGTH_BITS) {
            lengthBytes++;
        }
        return 1 + lengthBytes + body;
    }

    /** Ends the connection, telling an MQTT 5 station why. */
    void close(CloseReason reason, OptionalLong retryAfterMs) {
        whilePresent(() -> endpoint.disconnect(reason.code(), Properties.retryAfter(mqtt5, retryAfterMs)));
    }

    private boolean whilePresent(Runnable action) {
        try {
            action.run();
            return true;
        } catch (IllegalArgumentException | IllegalStateException e) {
            return false;
        }
    }
}
