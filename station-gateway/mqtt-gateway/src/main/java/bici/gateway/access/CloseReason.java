package bici.gateway.access;

import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import java.util.Locale;

/** Why the gateway closed a connection it had accepted (PROTOCOL.md, "Closed by the gateway"). */
public enum CloseReason {
    FOREIGN_TOPIC(MqttDisconnectReasonCode.NOT_AUTHORIZED),
    RETAINED(MqttDisconnectReasonCode.RETAIN_NOT_SUPPORTED),
    QOS(MqttDisconnectReasonCode.QOS_NOT_SUPPORTED),
    IN_FLIGHT(MqttDisconnectReasonCode.RECEIVE_MAXIMUM_EXCEEDED),
    MESSAGE_RATE(MqttDisconnectReasonCode.MESSAGE_RATE_TOO_HIGH),
    OVERLOAD(MqttDisconnectReasonCode.QUOTA_EXCEEDED),
    SLOW_READER(MqttDisconnectReasonCode.QUOTA_EXCEEDED),
    TAKEN_OVER(MqttDisconnectReasonCode.SESSION_TAKEN_OVER),
    MALFORMED_PACKET(MqttDisconnectReasonCode.MALFORMED_PACKET),
    PROTOCOL_ERROR(MqttDisconnectReasonCode.PROTOCOL_ERROR),
    PACKET_TOO_LARGE(MqttDisconnectReasonCode.PACKET_TOO_LARGE),
    TOPIC_ALIAS(MqttDisconnectReasonCode.TOPIC_ALIAS_INVALID),
    FILTERS(MqttDisconnectReasonCode.QUOTA_EXCEEDED),
    SUBSCRIPTION_ID(MqttDisconnectReasonCode.SUBSCRIPTION_IDENTIFIERS_NOT_SUPPORTED),
    SILENT(MqttDisconnectReasonCode.KEEP_ALIVE_TIMEOUT),
    CERTIFICATE(MqttDisconnectReasonCode.ADMINISTRATIVE_ACTION),
    GATEWAY_FAULT(MqttDisconnectReasonCode.IMPLEMENTATION_SPECIFIC_ERROR),
    STOPPING(MqttDisconnectReasonCode.SERVER_SHUTTING_DOWN);

    private final MqttDisconnectReasonCode code;

    CloseReason(MqttDisconnectReasonCode code) {
        this.code = code;
    }

    public MqttDisconnectReasonCode code() {
        return code;
    }

    /** The word in the meter, the log and the ledger's end of session. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
