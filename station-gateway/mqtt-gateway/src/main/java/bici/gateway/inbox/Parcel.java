package bici.gateway.inbox;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Delivery;
import bici.fleet.dock.Event;
import bici.wire.DownMessage.Fault;
import java.util.List;

/**
 * One station message on its way to the ledger.
 *
 * @param bytes its size on the wire, which the inbox counts
 * @param packetId to acknowledge after the commit, 0 for QoS 0
 * @param faults what to tell the station after the commit
 * @param sender who waits for the outcome
 */
public record Parcel(Delivery delivery, int bytes, int packetId, List<Fault> faults, Sender sender) {
    public Parcel {
        faults = List.copyOf(faults);
    }

    /** Whoever sent the command stands before the dock and waits for what came of it. */
    boolean isAwaited() {
        return delivery.facts().stream().anyMatch(fact -> switch (fact.event()) {
            case Event.BikeRemoved removed -> removed.cause() instanceof Cause.ByCommand;
            case Event.LockOpenedNotTaken open -> open.command().isPresent();
            case Event.LockFailed failed -> failed.command().isPresent();
            default -> false;
        });
    }

    /** What this weighs in a batch: facts and quarantined parts, at least one. */
    int weight() {
        return Math.max(1, delivery.facts().size() + delivery.rejects().size());
    }
}
