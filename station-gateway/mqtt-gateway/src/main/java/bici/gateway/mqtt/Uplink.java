package bici.gateway.mqtt;

import java.util.HashSet;
import java.util.Set;

/** The publishes of one station that it has no PUBACK for yet. Only for the connection's event loop. */
final class Uplink {
    private final Set<Integer> unacknowledged = new HashSet<>();
    private final int limit;

    Uplink(int limit) {
        this.limit = limit;
    }

    /** False when this packet is in hand already: a repetition of what is not yet answered. */
    boolean take(int packetId) {
        return unacknowledged.add(packetId);
    }

    boolean isOverLimit() {
        return unacknowledged.size() > limit;
    }

    /** False when it was not in hand. */
    boolean settle(int packetId) {
        return unacknowledged.remove(packetId);
    }
}
