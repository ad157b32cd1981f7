package bici.gateway.inbox;

import java.util.List;

/** Whose parcels these are. Called from the writer's thread or another station's event loop: hand over, never work. */
public interface Sender {
    /** These are committed; in the order they were offered. */
    void committed(List<Settled> settled);

    /** Waiting parcels were thrown away unacknowledged because the inbox is full and this sender had most in it. */
    void evicted();

    /** A parcel cannot be recorded for a reason that is a bug of ours; it stays unacknowledged. */
    void failed(Parcel parcel);
}
