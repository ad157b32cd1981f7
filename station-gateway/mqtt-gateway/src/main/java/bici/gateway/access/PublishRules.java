package bici.gateway.access;

import bici.fleet.vocabulary.StationId;
import bici.wire.Topics;

/** May this station publish this? Its own {@code up} topics of this version, QoS 0 or 1, never retained. */
public final class PublishRules {
    private PublishRules() {}

    /** The decision over one PUBLISH. */
    public sealed interface Verdict {
        /** The topic's last level, known to this version or not. */
        record Taken(String kind) implements Verdict {}

        /** The connection must end. */
        record Refused(CloseReason reason) implements Verdict {}
    }

    public static Verdict judge(StationId own, String topic, int qos, boolean retain) {
        if (retain) {
            return new Verdict.Refused(CloseReason.RETAINED);
        }
        if (qos > 1) {
            return new Verdict.Refused(CloseReason.QOS);
        }
        return Topics.findUp(topic)
                .filter(up -> up.station().equals(own.value()))
                .<Verdict>map(up -> new Verdict.Taken(up.kind()))
                .orElseGet(() -> new Verdict.Refused(CloseReason.FOREIGN_TOPIC));
    }
}
