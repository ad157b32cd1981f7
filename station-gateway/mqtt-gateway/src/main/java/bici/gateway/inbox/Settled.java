package bici.gateway.inbox;

import bici.fleet.dock.Receipt;
import bici.wire.DownMessage.Fault;
import java.util.List;

/** A committed parcel, what became of its facts, and what to tell the station of it. */
public record Settled(Parcel parcel, Receipt receipt, List<Fault> faults) {
    public Settled {
        faults = List.copyOf(faults);
    }
}
