package bici.gateway.inbox;

import bici.fleet.dock.Cause;
import bici.fleet.dock.Delivery;
import bici.fleet.dock.Event;
import bici.fleet.vocabulary.StationId;
import bici.wire.DownMessage.Fault;
import java.util.List;
import java.util.function.Supplier;

/**
 * One station message on its way to the ledger.
 *
 * @param content reads it; each call of that of an unread one reads it anew
 * @param weight facts and quarantined parts, at least one; of an unread one an estimate
 * @param isAwaited whoever sent the command stands before the dock and waits for what came of it
 * @param bytes its size on the wire, which the inbox counts
 * @param packetId to acknowledge after the commit, 0 for QoS 0
 * @param sender who waits for the outcome
 */
public record Parcel(
        StationId station,
        Supplier<Content> content,
        int weight,
        boolean isAwaited,
        int bytes,
        int packetId,
        Sender sender) {
    private static final int BYTES_A_FACT = 128;

    /**
     * What a message says.
     *
     * @param delivery to be recorded
     * @param faults what to tell the station after the commit
     */
    public record Content(Delivery delivery, List<Fault> faults) {
        public Content {
            faults = List.copyOf(faults);
        }
    }

    /** One that was read already. */
    public static Parcel of(Content content, int bytes, int packetId, Sender sender) {
        Delivery delivery = content.delivery();
        return new Parcel(
                delivery.station(),
                () -> content,
                Math.max(1, delivery.facts().size() + delivery.rejects().size()),
                delivery.facts().stream().anyMatch(fact -> isAwaited(fact.event())),
                bytes,
                packetId,
                sender);
    }

    /** A large one, which nobody waits for: read by the thread that writes it, and taking no more room until then. */
    public static Parcel unread(StationId station, Supplier<Content> content, int bytes, int packetId, Sender sender) {
        return new Parcel(station, content, Math.max(1, bytes / BYTES_A_FACT), false, bytes, packetId, sender);
    }

    private static boolean isAwaited(Event event) {
        return switch (event) {
            case Event.BikeRemoved removed -> removed.cause() instanceof Cause.ByCommand;
            case Event.LockOpenedNotTaken open -> open.command().isPresent();
            case Event.LockFailed failed -> failed.command().isPresent();
            default -> false;
        };
    }
}
