package bici.gateway.access;

import bici.fleet.vocabulary.StationId;
import bici.wire.Topics;
import bici.wire.WireLimits;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** May this CONNECT become a connection, and whose? Only the certificate says who; everything else must agree. */
public final class ConnectRules {
    private static final int MQTT_3_1_1 = 4;
    private static final int MQTT_5 = 5;

    private ConnectRules() {}

    /**
     * What a CONNECT packet says.
     *
     * @param subject the station the client's certificate is about
     * @param clientId as sent; null or empty when the client left it to us
     */
    public record Attempt(
            Optional<StationId> subject, @Nullable String clientId, int protocolLevel, Optional<Will> will) {}

    /** The last will of a CONNECT packet, its payload by its length. */
    public record Will(String topic, int qos, boolean retain, int bytes) {}

    /** The reason to refuse, or empty when the connection is the subject's. */
    public static Optional<ConnectRefusal> findRefusal(Attempt attempt) {
        if (attempt.protocolLevel() != MQTT_3_1_1 && attempt.protocolLevel() != MQTT_5) {
            return Optional.of(ConnectRefusal.PROTOCOL_VERSION);
        }
        if (attempt.subject().isEmpty()) {
            return Optional.of(ConnectRefusal.SUBJECT);
        }
        StationId own = attempt.subject().get();
        if (!own.value().equals(attempt.clientId())) {
            return Optional.of(ConnectRefusal.CLIENT_ID);
        }
        return attempt.will().flatMap(will -> findRefusal(own, will));
    }

    private static Optional<ConnectRefusal> findRefusal(StationId own, Will will) {
        if (!Topics.up(own.value(), "death").equals(will.topic())) {
            return Optional.of(ConnectRefusal.WILL_TOPIC);
        }
        if (will.qos() > 1) {
            return Optional.of(ConnectRefusal.WILL_QOS);
        }
        if (will.retain()) {
            return Optional.of(ConnectRefusal.WILL_RETAIN);
        }
        return will.bytes() > WireLimits.maxUpBytes("death") ? Optional.of(ConnectRefusal.WILL_SIZE) : Optional.empty();
    }
}
