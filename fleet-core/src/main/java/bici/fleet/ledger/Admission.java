package bici.fleet.ledger;

import bici.fleet.dock.Delivery;
import bici.fleet.dock.DockState.AsOf;
import bici.fleet.dock.Event;
import bici.fleet.dock.Fact;
import bici.fleet.dock.Reject;
import bici.fleet.vocabulary.FactId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parts what is new in a batch of deliveries from what the ledger already has, by the stations' cursors. */
final class Admission {
    private final Map<StationId, Cursor> cursors;
    private final List<Admitted> admitted = new ArrayList<>();
    private final List<Repeated> repeated = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private final Map<FactId, Fact> ofThisBatch = new HashMap<>();
    private final Set<StationId> telling = new HashSet<>();
    private boolean outOfTurn;

    Admission(Map<StationId, Cursor> cursors) {
        this.cursors = cursors;
    }

    /** A fact that is new, and the delivery it came in. */
    record Admitted(int delivery, Fact fact, Instant arrivedAt) {}

    /** A fact whose identity was received before. */
    record Repeated(int delivery, Fact fact, Instant arrivedAt, boolean sameBatch, boolean sameContent) {}

    record Rejected(int delivery, StationId station, Instant arrivedAt, Reject reject) {}

    void admit(List<Delivery> deliveries) {
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery delivery = deliveries.get(i);
            Cursor cursor = cursors.get(delivery.station());
            if (cursor == null) {
                throw new IllegalArgumentException("no session was ever opened for station " + delivery.station());
            }
            for (Fact fact : delivery.facts()) {
                admit(i, fact, delivery.arrivedAt(), cursor);
            }
            for (Reject reject : delivery.rejects()) {
                admit(i, reject, delivery, cursor);
            }
        }
    }

    /**
     * Does a fact that was given up come after something of its station that may make an inventory due? Then that goes first,
     * by itself: the inventory is held without waiting for the fact, however the messages were batched.
     */
    boolean isOutOfTurn() {
        return outOfTurn;
    }

    private void admit(int delivery, Fact fact, Instant arrivedAt, Cursor cursor) {
        boolean givenUp =
                cursor.journal(fact.id().journal()).excused().contains(fact.id().sequence());
        if (cursor.receive(position(fact.id()))) {
            outOfTurn |= givenUp && telling.contains(cursor.station());
            if (!givenUp) {
                telling.add(cursor.station());
            }
            admitted.add(new Admitted(delivery, fact, arrivedAt));
            ofThisBatch.put(fact.id(), fact);
            if (fact.event() instanceof Event.Lost lost) {
                cursor.journal(fact.id().journal()).excused().addRange(lost.range());
            }
        } else {
            Fact earlier = ofThisBatch.get(fact.id());
            repeated.add(new Repeated(delivery, fact, arrivedAt, earlier != null, fact.equals(earlier)));
        }
    }

    private void admit(int delivery, Reject reject, Delivery from, Cursor cursor) {
        boolean known =
                reject.id().isPresent() && !cursor.excuse(position(reject.id().get()));
        if (!known) {
            telling.add(cursor.station());
            rejected.add(new Rejected(delivery, from.station(), from.arrivedAt(), reject));
        }
    }

    static AsOf position(FactId id) {
        return new AsOf(id.journal(), id.sequence());
    }

    List<Admitted> admitted() {
        return admitted;
    }

    List<Repeated> repeated() {
        return repeated;
    }

    List<Rejected> rejected() {
        return rejected;
    }
}
