package bici.gateway.packet;

import bici.gateway.access.CloseReason;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import java.util.Locale;

/**
 * What a packet may not be, each with how the connection ends. docs/mqtt-conformance.md names the section of the standards
 * for each.
 */
public enum PacketRule {
    // Any packet
    FIRST_PACKET(CloseReason.PROTOCOL_ERROR),
    RESERVED_TYPE(CloseReason.MALFORMED_PACKET),
    SERVER_PACKET(CloseReason.PROTOCOL_ERROR),
    RESERVED_FLAGS(CloseReason.MALFORMED_PACKET),
    LENGTH_FIELD(CloseReason.MALFORMED_PACKET),
    LENGTH_NOT_SHORTEST(CloseReason.MALFORMED_PACKET),
    PACKET_SIZE(CloseReason.PACKET_TOO_LARGE),
    TRUNCATED(CloseReason.MALFORMED_PACKET),
    SURPLUS(CloseReason.MALFORMED_PACKET),
    UTF_8(CloseReason.MALFORMED_PACKET),
    NULL_CHARACTER(CloseReason.MALFORMED_PACKET),
    PACKET_ID_ZERO(CloseReason.PROTOCOL_ERROR),
    REASON_CODE(CloseReason.MALFORMED_PACKET),
    // Properties of MQTT 5
    PROPERTIES_LENGTH(CloseReason.MALFORMED_PACKET),
    PROPERTY_FOREIGN(CloseReason.MALFORMED_PACKET),
    PROPERTY_TWICE(CloseReason.PROTOCOL_ERROR),
    PROPERTY_VALUE(CloseReason.PROTOCOL_ERROR),
    // CONNECT, AUTH, DISCONNECT
    PROTOCOL_NAME(CloseReason.PROTOCOL_ERROR),
    PROTOCOL_LEVEL(CloseReason.PROTOCOL_ERROR),
    CONNECT_FLAG(CloseReason.MALFORMED_PACKET),
    WILL_FLAGS(CloseReason.MALFORMED_PACKET),
    WILL_QOS_THREE(CloseReason.MALFORMED_PACKET),
    PASSWORD_ALONE(CloseReason.MALFORMED_PACKET),
    AUTHENTICATION_METHOD(
            CloseReason.PROTOCOL_ERROR, MqttConnectReturnCode.CONNECTION_REFUSED_BAD_AUTHENTICATION_METHOD),
    AUTHENTICATION_DATA(CloseReason.PROTOCOL_ERROR),
    AUTHENTICATION_UNASKED(CloseReason.PROTOCOL_ERROR),
    SMALL_PACKETS(CloseReason.PACKET_TOO_LARGE),
    SECOND_CONNECT(CloseReason.PROTOCOL_ERROR),
    SESSION_EXPIRY(CloseReason.PROTOCOL_ERROR),
    // PUBLISH and what follows it
    QOS_THREE(CloseReason.MALFORMED_PACKET),
    DUPLICATE_QOS_ZERO(CloseReason.MALFORMED_PACKET),
    TOPIC_WILDCARD(CloseReason.MALFORMED_PACKET),
    TOPIC_EMPTY(CloseReason.PROTOCOL_ERROR),
    TOPIC_ALIAS(CloseReason.TOPIC_ALIAS),
    QOS_TWO_HANDSHAKE(CloseReason.PROTOCOL_ERROR),
    // SUBSCRIBE and UNSUBSCRIBE
    NO_FILTER(CloseReason.PROTOCOL_ERROR),
    FILTER_COUNT(CloseReason.FILTERS),
    FILTER_LENGTH(CloseReason.FILTERS),
    FILTER_SYNTAX(CloseReason.MALFORMED_PACKET),
    SUBSCRIBE_BITS(CloseReason.MALFORMED_PACKET),
    SUBSCRIBE_QOS_THREE(CloseReason.PROTOCOL_ERROR),
    RETAIN_HANDLING(CloseReason.PROTOCOL_ERROR),
    NO_LOCAL_SHARED(CloseReason.PROTOCOL_ERROR),
    SUBSCRIPTION_ID(CloseReason.SUBSCRIPTION_ID);

    private final CloseReason reason;
    private final byte connack;

    PacketRule(CloseReason reason) {
        this.reason = reason;
        this.connack = reason.code().value();
    }

    PacketRule(CloseReason reason, MqttConnectReturnCode connack) {
        this.reason = reason;
        this.connack = connack.byteValue();
    }

    /** Why a connection is closed that was accepted. */
    public CloseReason reason() {
        return reason;
    }

    /** How a CONNECT of MQTT 5 is refused: CONNACK and DISCONNECT share these codes. */
    public byte connack() {
        return connack;
    }

    /** The word in the meter and the log. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
