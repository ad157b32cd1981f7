package bici.gateway.mqtt;

import bici.gateway.mqtt.Downlink.Appetite;
import bici.gateway.options.GatewayOptions;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.StringPair;
import io.netty.handler.codec.mqtt.MqttProperties.UserProperty;
import io.vertx.mqtt.MqttEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** MQTT 5 properties that the gateway says and understands. */
final class Properties {
    private static final String RETRY_AFTER = "retry-after-ms";
    private static final String BIRTH = "birth";

    private Properties() {}

    /** The limits an MQTT 5 station is told in CONNACK. */
    static MqttProperties connack(GatewayOptions options, int keepAliveSeconds) {
        MqttProperties properties = new MqttProperties();
        add(properties, MqttProperties.SESSION_EXPIRY_INTERVAL, 0);
        add(properties, MqttProperties.RECEIVE_MAXIMUM, options.traffic().inFlight());
        add(properties, MqttProperties.MAXIMUM_QOS, 1);
        add(properties, MqttProperties.RETAIN_AVAILABLE, 0);
        add(properties, MqttProperties.MAXIMUM_PACKET_SIZE, options.traffic().maxPacketBytes());
        add(properties, MqttProperties.TOPIC_ALIAS_MAXIMUM, 0);
        add(properties, MqttProperties.SUBSCRIPTION_IDENTIFIER_AVAILABLE, 0);
        add(properties, MqttProperties.SHARED_SUBSCRIPTION_AVAILABLE, 0);
        if (keepAliveSeconds == 0) {
            int heartbeat = (int) Math.max(1, options.intervals().heartbeat().toSeconds());
            add(properties, MqttProperties.SERVER_KEEP_ALIVE, heartbeat);
        }
        return properties;
    }

    static MqttProperties retryAfter(boolean mqtt5, OptionalLong retryAfterMs) {
        if (!mqtt5 || retryAfterMs.isEmpty()) {
            return MqttProperties.NO_PROPERTIES;
        }
        MqttProperties properties = new MqttProperties();
        properties.add(new UserProperty(RETRY_AFTER, Long.toString(retryAfterMs.getAsLong())));
        return properties;
    }

    static MqttProperties expiry(long seconds) {
        MqttProperties properties = new MqttProperties();
        add(properties, MqttProperties.PUBLICATION_EXPIRY_INTERVAL, (int) seconds);
        return properties;
    }

    /** What a station says in CONNECT under the name {@code birth}, for clients that publish to one topic only. */
    static List<String> listBirths(MqttEndpoint endpoint) {
        List<String> births = new ArrayList<>();
        for (MqttProperties.MqttProperty<?> property :
                endpoint.connectProperties().getProperties(MqttProperties.USER_PROPERTY)) {
            if (property.value() instanceof StringPair pair && BIRTH.equals(pair.key)) {
                births.add(pair.value);
            }
        }
        return births;
    }

    /** What the station takes at once. */
    static Appetite appetite(MqttEndpoint endpoint) {
        int receiveMaximum = find(endpoint, MqttProperties.RECEIVE_MAXIMUM)
                .map(Long::intValue)
                .orElse(Integer.MAX_VALUE);
        return new Appetite(
                receiveMaximum,
                find(endpoint, MqttProperties.MAXIMUM_PACKET_SIZE).orElse(Long.MAX_VALUE));
    }

    private static Optional<Long> find(MqttEndpoint endpoint, int type) {
        MqttProperties.MqttProperty<?> property = endpoint.connectProperties().getProperty(type);
        return property != null && property.value() instanceof Integer value
                ? Optional.of(Integer.toUnsignedLong(value))
                : Optional.empty();
    }

    private static void add(MqttProperties properties, int type, int value) {
        properties.add(new IntegerProperty(type, value));
    }
}
